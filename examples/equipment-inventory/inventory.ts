/** Another domain, whole: rooms, the machines that stand in them, what they are worth, and when they were last serviced. */
import { plusMonths } from '@taizhang/kernel'
import * as define from '@taizhang/kernel/define'
import { amend, civilDate, close, closeIfOpen, count, decimal, open, subjectId, text } from '@taizhang/kernel/define'
import * as z from 'zod'

const say = (zh: string, en: string) => ({ zh, en })
const event = <const T extends string>(type: T, zh: string, en: string) => ({ type, title: say(zh, en) })

const roomTitle = say('房间', 'room')
const room = define.defineRelation({ name: 'room', title: roomTitle, key: ['roomId'], attributes: { name: text } })
const machine = define.defineRelation({
  name: 'machine',
  title: say('设备', 'machine'),
  key: ['machineId'],
  attributes: { name: text, worthYuan: decimal(2), servicedOn: civilDate },
})
/** Where a machine stands. It ends with the machine and with the room. */
const placement = define.defineRelation({
  name: 'placement',
  title: say('存放', 'placement'),
  key: ['machineId'],
  attributes: { roomId: subjectId },
  within: [machine, room],
})
const opening = define.bookOpening()
const roomOpened = define.defineEvent({
  ...event('RoomOpened', '启用房间', 'Room opened'),
  data: z.strictObject({ roomId: subjectId, name: text }),
  changes: ({ roomId, name }) => [open(room, { roomId }, { name })],
  example: { roomId: 'r1', name: '101' },
})
const roomClosed = define.defineEvent({
  ...event('RoomClosed', '停用房间', 'Room closed'),
  data: z.strictObject({ roomId: subjectId }),
  changes: (key) => [close(room, key)],
  example: { roomId: 'r1' },
})
const machineBought = define.defineEvent({
  ...event('MachineBought', '购入设备', 'Machine bought'),
  data: z.strictObject({ machineId: subjectId, name: text, worthYuan: decimal(2) }),
  changes: ({ machineId, ...bought }, { effectiveOn: servicedOn }) => [
    open(machine, { machineId }, { ...bought, servicedOn }),
  ],
  example: { machineId: 'm1', name: '车床', worthYuan: 12.5 },
})
const machineMoved = define.defineEvent({
  ...event('MachineMoved', '移动设备', 'Machine moved'),
  data: z.strictObject({ machineId: subjectId, roomId: subjectId }),
  changes: ({ machineId, roomId }) => [
    closeIfOpen(placement, { machineId }),
    open(placement, { machineId }, { roomId }),
  ],
  example: { machineId: 'm1', roomId: 'r1' },
})
const machineServiced = define.defineEvent({
  ...event('MachineServiced', '保养设备', 'Machine serviced'),
  data: z.strictObject({ machineId: subjectId }),
  changes: (key, { effectiveOn: servicedOn }) => [amend(machine, key, { servicedOn })],
  example: { machineId: 'm1' },
})

const worth = define.defineStock({
  id: 'worth-placed',
  title: say('在用设备价值', 'Worth of the machines in rooms'),
  measure: 'yuan',
  of: machine,
  near: { places: (facts, { key }) => facts.where(placement, 'machineId', key.machineId) },
  counts: ({ row, places }) => ({ value: places.length > 0 ? row.attributes.worthYuan : 0 }),
})
const times = { id: 'services', title: say('保养次数', 'Services'), measure: 'times', since: '2000-01-01' } as const
const services = define.defineFlow({ ...times, entries: define.countEvents(machineServiced, () => ({})) })
const machines = define.each(machine)
const yearly = { id: 'SERVICE-DUE', severity: 'warning', parameters: { months: 12 } } as const
const serviceDue = define.defineCheck({
  id: 'SERVICE-DUE',
  parameters: z.strictObject({ months: count }),
  says: ({ months }) => say(`每 ${months} 个月保养一次`, `A machine is serviced every ${months} months.`),
  next: say('保养并记录', 'Service it, and record that.'),
  looks: (look) => [
    look({
      subjects: machines,
      turns: ({ row }, { months }) => [plusMonths(row.attributes.servicedOn, months)],
      holds: ({ subject: { row }, on }, { months }) =>
        on < plusMonths(row.attributes.servicedOn, months) ? undefined : { message: say('该保养了', 'Service it.') },
    }),
  ],
  texts: [{ ...yearly, title: say('到期未保养', 'Service due'), citation: say('本厂规定', 'House rule') }],
})
export const inventory = define.defineDomain({
  name: 'inventory',
  version: 1,
  opening: { event: opening, on: '2000-01-01' },
  relations: [room, machine, placement],
  events: [opening, roomOpened, roomClosed, machineBought, machineMoved, machineServiced, define.withdrawal()],
  figures: [worth, services],
  checks: [serviceDue],
  labels: { yuan: say('元', 'yuan'), times: say('次', 'times'), worthYuan: say('价值（元）', 'worth in yuan') },
})
export { inventory as domain }
