import { defineConfig } from 'drizzle-kit'

/** Only for `npm run db:generate`: writes the next migration from the modules' tables.ts. */
export default defineConfig({
  dialect: 'postgresql',
  schema: './src/**/tables.ts',
  out: './migrations',
})
