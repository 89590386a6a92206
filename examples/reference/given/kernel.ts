/** What the examples of the kernel begin with: a workshop with its rooms and machines. */
import { createLedger, memoryStore, type RecordOptions } from '@taizhang/kernel'
import * as define from '@taizhang/kernel/define'
import { civilDate, close, closeIfOpen, count, decimal, open, subjectId, text } from '@taizhang/kernel/define'
import * as z from 'zod'

const say = (zh: string, en: string) => ({ zh, en })

const room = define.defineRelation({
  name: 'room',
  title: say('房间', 'room'),
  key: ['roomId'],
  attributes: { name: text, floor: count },
})
const machine = define.defineRelation({
  name: 'machine',
  title: say('设备', 'machine'),
  key: ['machineId'],
  attributes: { name: text, worthYuan: decimal(2), servicedOn: civilDate },
})
const placement = define.defineRelation({
  name: 'placement',
  title: say('存放', 'placement'),
  key: ['machineId'],
  attributes: { roomId: subjectId },
  within: [machine, room],
})

const opening = define.bookOpening()
const roomOpened = define.defineEvent({
  type: 'RoomOpened',
  title: say('启用房间', 'Room opened'),
  data: z.strictObject({ roomId: subjectId, name: text, floor: count }),
  changes: ({ roomId, ...attributes }) => [open(room, { roomId }, attributes)],
  example: { roomId: 'r1', name: '101', floor: 1 },
})
const machineBought = define.defineEvent({
  type: 'MachineBought',
  title: say('购入设备', 'Machine bought'),
  data: z.strictObject({ machineId: subjectId, name: text, worthYuan: decimal(2) }),
  changes: ({ machineId, ...bought }, { effectiveOn: servicedOn }) => [
    open(machine, { machineId }, { ...bought, servicedOn }),
  ],
  example: { machineId: 'm1', name: '车床', worthYuan: 1200 },
})
const machineMoved = define.defineEvent({
  type: 'MachineMoved',
  title: say('移动设备', 'Machine moved'),
  data: z.strictObject({ machineId: subjectId, roomId: subjectId }),
  changes: ({ machineId, roomId }) => [
    closeIfOpen(placement, { machineId }),
    open(placement, { machineId }, { roomId }),
  ],
  example: { machineId: 'm1', roomId: 'r1' },
})
const machineServiced = define.defineEvent({
  type: 'MachineServiced',
  title: say('保养设备', 'Machine serviced'),
  data: z.strictObject({ machineId: subjectId }),
  changes: ({ machineId }, { effectiveOn: servicedOn }) => [define.amend(machine, { machineId }, { servicedOn })],
  example: { machineId: 'm1' },
})
const machineScrapped = define.defineEvent({
  type: 'MachineScrapped',
  title: say('报废设备', 'Machine scrapped'),
  data: z.strictObject({ machineId: subjectId }),
  changes: (key) => [close(machine, key)],
  example: { machineId: 'm1' },
})

const machines = define.defineStock({
  id: 'machines',
  title: say('设备台数', 'Machines'),
  measure: 'machines',
  of: machine,
  near: {},
  counts: () => 1,
})
const services = define.defineFlow({
  id: 'services',
  title: say('保养次数', 'Services'),
  measure: 'times',
  since: '2020-01-01',
  entries: define.countEvents(machineServiced, () => ({})),
})
const placed = define.defineStock({
  id: 'placed',
  title: say('已存放设备台数', 'Machines in rooms'),
  measure: 'machines',
  of: machine,
  near: { places: (facts, { key }) => facts.where(placement, 'machineId', key.machineId) },
  counts: ({ places }) => places.length > 0,
})
const everyMachine = define.each(machine)
const serviceDue = define.defineCheck({
  id: 'SERVICE-DUE',
  parameters: z.strictObject({ months: count }),
  says: ({ months }) => say(`每 ${months} 个月保养一次`, `A machine is serviced every ${months} months.`),
  next: say('保养并记录', 'Service it, and record that.'),
  looks: (look) => [
    look({
      subjects: everyMachine,
      turns: ({ row }, { months }) => [define.plusMonths(row.attributes.servicedOn, months)],
      holds: ({ subject: { row }, on }, { months }) =>
        on < define.plusMonths(row.attributes.servicedOn, months)
          ? undefined
          : { message: say('该保养了', 'Service it.') },
    }),
  ],
  texts: [
    {
      id: 'SERVICE-DUE',
      severity: 'warning',
      parameters: { months: 12 },
      title: say('到期未保养', 'Service due'),
      citation: say('本厂规定', 'House rule'),
    },
  ],
})

const inventory = define.defineDomain({
  name: 'inventory',
  version: 1,
  opening: { event: opening, on: '2000-01-01' },
  relations: [room, machine, placement, define.occurrence, define.rule, define.exception],
  events: [
    opening,
    roomOpened,
    machineBought,
    machineMoved,
    machineServiced,
    machineScrapped,
    define.withdrawal(),
    define.ruleAdoption(),
    define.ruleRepeal(),
  ],
  figures: [machines, placed, services],
  checks: [serviceDue],
  dimensions: [define.defineDimension({ id: 'floor', title: say('楼层', 'floor'), of: room, attribute: 'floor' })],
  ways: [define.defineWay(machine, room, [[define.step(placement, 'machineId'), define.step(room, 'roomId')]])],
})

/** A book of it: two rooms, a lathe that was serviced, a drill that stands nowhere. */
export async function given() {
  const store = memoryStore()
  let ids = 0
  const newId = (): string => `00000000-0000-7000-8000-${String(ids++).padStart(12, '0')}`
  const options: RecordOptions = { now: new Date('2020-07-01T08:00:00Z'), newId, actor: 'clerk-1' }
  const ledger = await createLedger(
    store,
    { domain: inventory, book: 'workshop', opening: { name: 'Workshop' } },
    { ...options, now: new Date('2020-01-01T08:00:00Z') },
  )
  const outcome = await ledger.record(
    [
      { type: 'RoomOpened', effectiveOn: '2020-01-01', data: { roomId: 'r1', name: '101', floor: 1 } },
      { type: 'RoomOpened', effectiveOn: '2020-01-01', data: { roomId: 'r2', name: '201', floor: 2 } },
      { type: 'MachineBought', effectiveOn: '2020-01-02', data: { machineId: 'm1', name: 'lathe', worthYuan: 1200 } },
      { type: 'MachineMoved', effectiveOn: '2020-01-02', data: { machineId: 'm1', roomId: 'r1' } },
      { type: 'MachineServiced', effectiveOn: '2020-03-01', data: { machineId: 'm1' } },
      { type: 'MachineBought', effectiveOn: '2020-04-01', data: { machineId: 'm2', name: 'drill', worthYuan: 300 } },
    ],
    options,
  )
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals))
  const view = ledger.asOf('2020-06-30')
  const controller = new AbortController()
  const signal: AbortSignal = controller.signal
  const day = '2020-06-30'
  const stop = (): void => controller.abort()
  const clerk = ledger.as({ actor: 'clerk-1', newId, clock: () => new Date('2020-07-02T08:00:00Z') })
  const drafts = [
    { type: 'MachineBought', effectiveOn: day, data: { machineId: 'm3', name: 'saw', worthYuan: 450 } },
  ] as const
  return {
    inventory,
    room,
    machine,
    placement,
    opening,
    roomOpened,
    machineBought,
    machineMoved,
    machineServiced,
    machines,
    placed,
    services,
    serviceDue,
    store,
    newId,
    options,
    ledger,
    view,
    signal,
    stop,
    clerk,
    drafts,
  }
}
