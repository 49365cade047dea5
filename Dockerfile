# Node 24 is the current LTS. Three stages, so that neither compilers nor development packages ship.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# What builds needs no install scripts.
RUN npm ci --ignore-scripts
COPY tsconfig.json ./
COPY scripts scripts
COPY src src
COPY commands commands
RUN npm run build

FROM node:24-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Runs the one script that package.json allows here: better-sqlite3 fetches its binary.
RUN npm ci --omit=dev
# Everything else is in dist.
RUN mkdir needed && cp -r --parents node_modules/better-sqlite3 node_modules/bindings node_modules/file-uri-to-path needed

FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY package.json baton.example.yml ./
COPY --from=packages /app/needed/node_modules node_modules
COPY --from=build /app/dist dist
# The SQLite file lives here; with DATABASE_URL=postgres://… it stays empty.
RUN install --directory --owner=node --group=node data
USER node
VOLUME /app/data
EXPOSE 3000
# Alive, not ready: an outage at Slack is no reason to restart Baton.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Room for young objects that the start alone fills would be kept for ever: 30 MB of it. One thread helps the collector:
# four of them take their cores from what answers.
CMD ["node", "--max-semi-space-size=4", "--v8-pool-size=1", "dist/src/main.js"]
