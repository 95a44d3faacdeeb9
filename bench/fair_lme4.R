# lme4's totals model on the same sheets: Rscript bench/fair_lme4.R FILE
suppressMessages(library(lme4))
d <- read.csv(commandArgs(TRUE)[1])
d$total <- as.vector(as.matrix(d[, c("c1", "c2", "c3", "c4", "c5")]) %*% c(.30, .25, .20, .15, .10))
d$entry <- factor(d$entry)
d$juror <- factor(d$juror)
times <- sapply(1:3, function(i) system.time(lmer(total ~ 1 + (1 | entry) + (1 | juror), d))[c("elapsed", "user.self")])
memory <- as.integer(gsub("\\D", "", grep("VmHWM", readLines("/proc/self/status"), value = TRUE)))
cat(sprintf("| lme4 `total ~ 1 + (1 \\| entry) + (1 \\| juror)`, fit alone | %.4f | %.4f | %d |\n", median(times[1, ]), median(times[2, ]), memory %/% 1024L))
