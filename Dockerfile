# The bundle on Debian slim. Its own Node.js comes with the npm packages, so that the base brings none.
# The tag moves with each release of Debian. Pin it: --build-arg BASE=debian:bookworm-slim@sha256:…
ARG BASE=debian:bookworm-slim
FROM ${BASE} AS build
RUN apt-get update \
 && apt-get install --yes --no-install-recommends ca-certificates npm \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /switchboard
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund && cp --dereference node_modules/.bin/node /usr/local/bin/
COPY rolldown.config.js ./
COPY src src
RUN npm run build

FROM ${BASE}
RUN apt-get update \
 && apt-get install --yes --no-install-recommends ca-certificates libatomic1 \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --no-create-home switchboard
WORKDIR /switchboard
COPY --from=build /usr/local/bin/node /usr/local/bin/
COPY package.json README.md ./
COPY --from=build /switchboard/dist dist
COPY console console
COPY docs docs
COPY examples/queries examples/queries
RUN install --directory --owner switchboard node_modules/.cache
USER switchboard
# Starts once, so that the image has the compiled code. No request is sent.
RUN AUTH=none HOST=127.0.0.1 PORT=0 UJET_BASE_URL=http://127.0.0.1:9 UJET_USERNAME=none UJET_PASSWORD=none \
    timeout --preserve-status 5 node dist/main.js
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.OPS_PORT || process.env.PORT || 4000}/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Not npm, which would keep the signal to stop to itself.
CMD ["node", "dist/main.js"]
