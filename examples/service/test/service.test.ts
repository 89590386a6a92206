import { createLedger, memoryStore, openLedger } from '@taizhang/core'
import { expect, test } from 'vitest'
import { service } from '../service.ts'

let made = 0
const newId = (): string => `00000000-0000-7000-8000-${String(made++).padStart(12, '0')}`
const json = { 'content-type': 'application/json', authorization: 'clerk-3' }
const unit = (unitId: string, more: object = {}): object => ({
  type: 'UnitListed',
  effectiveOn: '2020-01-01',
  data: { unitId, kind: 'enterprise', name: unitId },
  ...more,
})

const opened = async () => {
  const store = memoryStore()
  await createLedger(store, { book: 'b', name: '测试' }, { now: new Date(), newId, actor: 'clerk-1' })
  const ledger = await openLedger(store, { book: 'b' })
  const app = service(ledger, (context) => context.req.header('authorization') || undefined)
  const post = async (body: unknown, headers: object = {}): Promise<Response> =>
    app.request('/events', { method: 'POST', body: JSON.stringify(body), headers: { ...json, ...headers } })
  return { ledger, app, post }
}

test('events are recorded in the name of who sends them, with their ids and positions', async () => {
  const { ledger, post } = await opened()
  const created = await post([unit('u1', { id: newId() })])
  expect([created.status, created.headers.get('etag')]).toEqual([201, '"2"'])
  expect(await created.json()).toMatchObject({ recorded: 1, events: [{ position: 1 }] })
  expect(ledger.event(1)?.actor).toBe('clerk-3')
  expect((await post([unit('u2')], { authorization: '' })).status).toBe(401)
})

/** The status of a problem. */
const told = async (answer: Response | Promise<Response>): Promise<number> => {
  const { status, headers } = await answer
  expect(headers.get('content-type')).toBe('application/problem+json')
  return status
}

test('what is refused is a problem, by its kind', async () => {
  const { ledger, post, app } = await opened()
  await post([unit('u1')])
  expect(await told(post([unit('u1')]))).toBe(422)
  expect(await told(post([{ type: 'UnitListed' }]))).toBe(400)
  expect(await told(post([unit('u5', { actor: 'the-secretary' })]))).toBe(400)
  expect(await told(post('nothing'))).toBe(400)
  expect(await told(post([unit('u2')], { 'if-match': '"1"' }))).toBe(412)
  expect(await told(post([unit('u2')], { 'if-match': 'soon' }))).toBe(400)
  expect(await told(app.request('/coverage?asOf=soon'))).toBe(400)
  expect(await told(app.request('/coverage?asOf=2021-06-30&knownAt=9'))).toBe(404)
  const refused = await post([unit('u3'), unit('u3')], { 'if-match': '"2"' })
  expect(refused.headers.get('content-type')).toBe('application/problem+json')
  expect(await refused.json()).toMatchObject({
    type: 'urn:taizhang:impossible',
    status: 422,
    size: 2,
    refusals: [{ code: 'already-open', drafts: [0, 1], size: 2 }],
  })
  expect(ledger.size).toBe(2)
})

test('a retry with its ids is told as what was recorded, whatever it expects', async () => {
  const { post } = await opened()
  const body = [unit('u1', { id: newId() })]
  expect((await post(body, { 'if-match': '"1"' })).status).toBe(201)
  const again = await post(body, { 'if-match': '"1"' })
  expect([again.status, await again.json()]).toMatchObject([200, { recorded: 0, alreadyRecorded: 1 }])
})

test('a view has its size for a tag, and by its size it is kept for ever', async () => {
  const { app, post } = await opened()
  await post([unit('u1')])
  const now = await app.request('/coverage?asOf=2021-06-30')
  expect([now.headers.get('etag'), now.headers.get('cache-control')]).toEqual(['"2"', 'no-cache'])
  const same = await app.request('/coverage?asOf=2021-06-30', { headers: { 'if-none-match': '"2"' } })
  expect([same.status, await same.text()]).toEqual([304, ''])
  const fixed = await app.request('/coverage?asOf=2021-06-30&knownAt=1')
  expect(fixed.headers.get('cache-control')).toContain('immutable')
  expect(await fixed.json()).toMatchObject({ size: 1, found: [{ listed: 0 }, { listed: 0 }] })
})

test('who follows gets every batch after the last one seen', async () => {
  const { app, post } = await opened()
  await post([unit('u1')])
  await post([unit('u2')])
  const stream = await app.request('/batches', { headers: { 'last-event-id': '2' } })
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader()
  await post([unit('u3')])
  let text = ''
  while (!text.includes('id: 4\n')) text += (await reader?.read())?.value ?? ''
  expect([...text.matchAll(/^id: (\d+)$/gm)].map(([, size]) => size)).toEqual(['3', '4'])
  const [first] = [...text.matchAll(/^data: (.*)$/gm)].map(([, data = '']) => JSON.parse(data) as object)
  expect(first).toMatchObject({ events: [{ type: 'UnitListed' }], ended: [], opened: [{ key: { unitId: 'u2' } }] })
  await reader?.cancel()
})
