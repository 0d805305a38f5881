import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import t from 'tap'
import { diagrams } from '../../scripts/diagrams.ts'
import { readText } from './walk-through.ts'

const documents = globSync(['*.md', 'docs/**/*.md', 'src/**/*.md']).sort()

t.test('links to files lead somewhere', async t => {
  t.ok(documents.length > 20)
  for (const document of documents) {
    const links = [...readFileSync(document, 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(
      ([, path = '']) => path,
    )
    const dead = links.filter(path => !existsSync(join(dirname(document), path)))
    t.same(dead, [], document)
  }
})

t.test('npm scripts that documents name exist', async t => {
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(readText('package.json'))
  for (const document of documents) {
    const named = [...readFileSync(document, 'utf8').matchAll(/npm run (?:-s )?([a-z][a-z:-]*)/g)].map(
      ([, name = '']) => name,
    )
    t.same(
      named.filter(name => !Object.hasOwn(scripts, name)),
      [],
      document,
    )
  }
  const contributing = readText('CONTRIBUTING.md')
  const usual = new Set(['pretest'])
  for (const name of Object.keys(scripts)) {
    if (!usual.has(name))
      t.match(contributing, new RegExp(`npm (?:run )?(?:-s )?${name}\\b`), `CONTRIBUTING.md names ${name}`)
  }
})

t.test('decisions are numbered, short and whole', async t => {
  const records = documents.filter(name => name.includes('docs/decisions/'))
  records.forEach((record, index) => {
    const text = readText(record)
    const number = String(index + 1).padStart(4, '0')
    t.match(record, new RegExp(`/${number}-[a-z0-9-]+\\.md$`))
    t.ok(text.startsWith(`# ${number} `), `${record} begins with its number`)
    t.ok(text.trimEnd().split('\n').length <= 12, `${record} is short`)
    for (const part of ['Context', 'Decision', 'Consequences']) t.match(text, `**${part}.**`, record)
  })
})

t.test('diagrams are those of the transition tables', async t => {
  for (const [file, content] of diagrams()) t.equal(readText(file), content, file)
})

t.test('the Compose file and the image hold no secret', async t => {
  for (const file of ['docker-compose.yml', 'Dockerfile']) {
    t.notMatch(readText(file), /(?:PASSWORD|SECRET|TOKEN)\w*[=:] *[^\s$/]/, file)
    t.notMatch(readText(file), /:\/\/\w+:[^$@\s]+@/, file)
  }
  t.match(readText('.gitignore'), /^\.data\/$/m, 'the secrets’ folder is ignored')
})
