import type { FastifyRequest } from 'fastify'

const RESPONSE_JSON = 'application/graphql-response+json'

/**
 * GraphQL's own media type for a client that names it (GraphQL over HTTP, section 4.1): Apollo's client reads `errors` of an
 * answer that is not 200 in no other.
 */
export const mediaTypeFor = ({ headers: { accept } }: Pick<FastifyRequest, 'headers'>): string =>
  accept?.includes(RESPONSE_JSON) ? `${RESPONSE_JSON}; charset=utf-8` : 'application/json; charset=utf-8'
