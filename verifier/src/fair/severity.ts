/** The standard model: how strict each juror is, from shared entries only. The cases are told apart in the order of fair.md. */
import { byConstants, exact, uncorrected, withoutSeverity, withSeverity } from './estimates';
import { type Connected, connectedParts, type Graph, jurorGraph } from './graph';
import { leastOf, Likelihood } from './likelihood';
import type { Estimates, Linkage, SeverityFit } from './model';
import { panelSize, type Ratings } from './ratings';
import { type Spectrum, spectrum } from './eigen';

/** Below this share of all the squares, what is left is rounding. */
const NOTHING = 1e-12;
/** Flatter than this (times m), the likelihood says nothing. */
const FLAT = 1e-9;


export function fitSeverity(ratings: Ratings): SeverityFit {
  const { graph, parts, spectra } = decompose(ratings);
  return { ...estimates(ratings, parts, spectra), graph, weakestLink: weakestLink(spectra) };
}

export function linkage(ratings: Ratings): Linkage {
  const { graph, spectra } = decompose(ratings);
  return { graph, weakestLink: weakestLink(spectra) };
}

function decompose(ratings: Ratings): { graph: Graph; parts: Connected[]; spectra: Spectrum[] } {
  const graph = jurorGraph(ratings);
  const parts = connectedParts(ratings, graph);
  return { graph, parts, spectra: parts.map((part) => withExactZero(spectrum(part.laplacian, part.b))) };
}

/** Every component has the eigenvalue 0 exactly, and nothing of b lies along it. */
function withExactZero({ values, coordinates }: Spectrum): Spectrum {
  const least = values.indexOf(Math.min(...values));
  values[least] = 0;
  coordinates[least] = 0;
  return { values, coordinates };
}

function weakestLink(spectra: readonly Spectrum[]): number {
  return spectra.length > 1 ? 0 : [...spectra[0]!.values].sort((a, b) => a - b)[1] ?? 0;
}

function estimates(ratings: Ratings, parts: readonly Connected[], spectra: readonly Spectrum[]): Estimates {
  const m = ratings.total.length - ratings.entries.length;
  const freedom = m - (ratings.jurors.length - parts.length);
  const none = new Float64Array(ratings.jurors.length);
  if (m === 0) return uncorrected('nothing_shared', ratings);
  if (ratings.total.every((y) => y === ratings.total[0])) return exact(ratings, none);
  const { within, all } = squares(ratings);
  const nothing = NOTHING * all;
  if (within <= nothing) return freedom > 0 ? exact(ratings, none) : uncorrected('unidentified', ratings);
  const likelihood = likelihoodOf(ratings, spectra, within, m);
  if (freedom > 0 && likelihood.rest(0) <= nothing) return exact(ratings, byConstants(ratings, parts));
  const least = leastOf(likelihood);
  if (least.spread < FLAT * m || (freedom === 0 && least.end === 'low')) return uncorrected('unidentified', ratings);
  if (least.end === 'high') return withoutSeverity(ratings, within / m, likelihood.withoutSeverity());
  return withSeverity(ratings, parts, likelihood, least, m);
}

/** Σ(y − ȳ_e)² and Σ(y − ȳ)² */
function squares({ total, raw, first }: Ratings): { within: number; all: number } {
  const mean = total.reduce((sum, y) => sum + y, 0) / total.length;
  let within = 0;
  let all = 0;
  for (let e = 0; e < raw.length; e += 1) {
    for (let i = first[e]!; i < first[e + 1]!; i += 1) {
      within += (total[i]! - raw[e]!) ** 2;
      all += (total[i]! - mean) ** 2;
    }
  }
  return { within, all };
}

function likelihoodOf(ratings: Ratings, spectra: readonly Spectrum[], within: number, m: number): Likelihood {
  const values = Float64Array.from(spectra.flatMap((each) => [...each.values]));
  const coordinates = Float64Array.from(spectra.flatMap((each) => [...each.coordinates]));
  let logPanels = 0;
  for (let e = 0; e < ratings.entries.length; e += 1) logPanels += Math.log(panelSize(ratings, e));
  return new Likelihood(values, coordinates, within, m, logPanels);
}
