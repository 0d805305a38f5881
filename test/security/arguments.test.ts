import t from 'tap'
import { newId } from '../../src/kernel/ids.ts'
import { argumentPlaces, callWith } from '../support/schema-arguments.ts'
import {
  faultOf,
  hunt,
  isCounted,
  MAY_BE_FOREIGN,
  placeName,
  recordOf,
  refuseAll,
  sampleFor,
  selectionOf,
} from '../support/schema-hunt.ts'

t.test('ids of others, of other types and of none are refused wherever an id is taken', async t => {
  const on = await hunt(t)
  const places = argumentPlaces(on.w.app.http.graphql.schema).filter(
    place => place.scalar === 'ID' && !isCounted(place),
  )
  const calls = places.flatMap(place => {
    const name = place.path.at(-1) ?? ''
    const right = recordOf(place, name)
    const gone = `${on.own[right]?.split('_').slice(0, 2).join('_')}_${newId()}`
    const values: Record<string, string> = {
      'of another committee': on.foreign[right] ?? '',
      'of another type': (right === 'organization' ? on.own.term : on.own.organization) ?? '',
      'of no record': right === 'organization' ? 'org_999999' : gone,
      malformed: `${right}_x_' or 1=1 --`,
      empty: '',
      'of 10,000 characters': 'a'.repeat(10_000),
      'with a huge number': `org_${'9'.repeat(18)}`,
    }
    if (MAY_BE_FOREIGN[placeName(place)]) delete values['of another committee']
    return Object.entries(values).map(([what, value]) => ({
      place,
      what,
      call: callWith(place, value, sampleFor(place, on.own), selectionOf(place)),
    }))
  })
  t.ok(places.length > 40, `${places.length} ids`)
  await refuseAll(t, on, calls)
})

t.test('a foreign id shows nothing of its record', async t => {
  const on = await hunt(t)
  const places = argumentPlaces(on.w.app.http.graphql.schema).filter(
    place => place.scalar === 'ID' && place.root === 'Query',
  )
  for (const place of places) {
    const name = place.path.at(-1) ?? ''
    const right = recordOf(place, name)
    const call = callWith(place, on.foreign[right], sampleFor(place, on.own), selectionOf(place))
    const { data, text } = await on.client.run(call.query, call.variables)
    const value = data?.[place.field.name]
    // The tree of committees is published; of anything else nothing comes.
    const shown = JSON.stringify(value?.nodes ?? value)
    t.ok(
      place.field.name.startsWith('organization') || ['null', '[null]', '[]'].includes(shown),
      `${placeName(place)}: ${text}`,
    )
  }
})

t.test('texts that no text may hold are refused wherever a text is taken', async t => {
  const on = await hunt(t)
  const places = argumentPlaces(on.w.app.http.graphql.schema).filter(
    place => place.scalar === 'String' && !isCounted(place),
  )
  const values = {
    NUL: 'a\0b',
    'a lone surrogate': 'a\ud800b',
    'a direction override': 'a\u202eb',
    '200,000 characters': '字'.repeat(200_000),
  }
  const calls = places.flatMap(place =>
    Object.entries(values).map(([what, value]) => ({
      place,
      what,
      call: callWith(place, value, sampleFor(place, on.own), selectionOf(place)),
    })),
  )
  t.ok(places.length > 25, `${places.length} texts`)
  await refuseAll(t, on, calls)
})

t.test('rare Han, emoji and quotes never break a field', async t => {
  const on = await hunt(t)
  const places = argumentPlaces(on.w.app.http.graphql.schema).filter(
    place => place.scalar === 'String' && !isCounted(place),
  )
  for (const value of ['𠮷野𪚥', '😀﷽', `'";\\$1 --\n%_`, 'null', '字'.repeat(5_000)]) {
    for (const place of places) {
      const call = callWith(place, value, sampleFor(place, on.own), selectionOf(place))
      const fault = faultOf(await on.client.run(call.query, call.variables))
      t.equal(fault, null, `${placeName(place)}: ${value.slice(0, 10)}`)
    }
  }
})

t.test('numbers beyond their type are refused wherever a number is taken', async t => {
  const on = await hunt(t)
  const places = argumentPlaces(on.w.app.http.graphql.schema).filter(
    place => ['Int', 'Float'].includes(place.scalar) && !isCounted(place),
  )
  const texts = ['9007199254740993', '1e309', '-1e309', '2147483648', '1.5', '"1"', 'true', 'NaN']
  t.ok(places.length > 20, `${places.length} numbers`)
  const { same } = await on.w.unchanged(async () => {
    for (const place of places) {
      for (const text of texts) {
        const call = callWith(place, '@@', sampleFor(place, on.own), selectionOf(place))
        // As text: JSON.stringify would round the number that the attack is about.
        const payload = JSON.stringify(call).replace('"@@"', text)
        const { statusCode, body } = await on.client.request('POST', '/graphql', {
          payload,
          headers: { 'content-type': 'application/json' },
        })
        t.ok(
          statusCode === 400 && body.includes('"code":'),
          `${placeName(place)} ${text}: ${statusCode} ${body.slice(0, 200)}`,
        )
      }
    }
  })
  t.ok(same, 'nothing is written')
})

t.test('numbers of their type that no rule allows are never a failure of the service', async t => {
  const on = await hunt(t)
  const places = argumentPlaces(on.w.app.http.graphql.schema).filter(
    place => place.scalar === 'Int' && !isCounted(place),
  )
  for (const place of places) {
    for (const value of [-2_147_483_648, -1, 0, 2_147_483_647]) {
      const call = callWith(place, value, sampleFor(place, on.own), selectionOf(place))
      t.equal(faultOf(await on.client.run(call.query, call.variables)), null, `${placeName(place)} ${value}`)
    }
  }
})
