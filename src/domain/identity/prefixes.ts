/** First parts of this module's global ids. */
export const ACCOUNT_PREFIX = 'acc'
export const GRANT_PREFIX = 'role'
export const SESSION_PREFIX = 'sis'
export const TOKEN_PREFIX = 'pat'
