# `docker build -t juara .`; compose.yaml adds PostgreSQL.
FROM debian:12 AS build
WORKDIR /src
COPY . .
RUN tools/install run && tools/build_web && cmake --preset release && cmake --build build/release --target package

FROM debian:12-slim
COPY --from=build /src/build/release/juara_*.deb /tmp/
RUN apt-get update -q && apt-get install -y -q --no-install-recommends /tmp/juara_*.deb && rm -rf /tmp/juara_*.deb /var/lib/apt/lists/* \
  && useradd --system --home-dir /var/lib/juara --create-home juara
USER juara
ENV JUARA_DATA=/var/lib/juara JUARA_LISTEN=0.0.0.0:8080 JUARA_LOG_FORMAT=json
VOLUME /var/lib/juara
EXPOSE 8080
ENTRYPOINT ["/usr/bin/juara"]
CMD ["serve"]
