# Switchboard on Debian slim. Its own Node 24 comes with the npm packages, so that the base brings none.
FROM debian:bookworm-slim AS packages
RUN apt-get update \
 && apt-get install --yes --no-install-recommends ca-certificates npm \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /switchboard
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --no-audit --no-fund

FROM debian:bookworm-slim
RUN apt-get update \
 && apt-get install --yes --no-install-recommends ca-certificates libatomic1 \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --no-create-home switchboard
WORKDIR /switchboard
ENV PATH=/switchboard/node_modules/.bin:$PATH
COPY --from=packages /switchboard/node_modules node_modules
COPY package.json README.md ./
COPY src src
COPY docs docs
COPY examples/queries examples/queries
USER switchboard
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.OPS_PORT || process.env.PORT || 4000}/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Not npm, which would keep the signal to stop to itself.
CMD ["node", "src/main.ts"]
