import { plusDays, type CivilDate, type Draft } from '@taizhang/kernel'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { idOf } from '@taizhang/testkit'

/** A draft with the day on which it comes to the book. */
export interface Filed {
  readonly draft: Draft & { readonly id: string }
  readonly filedOn: CivilDate
}

interface Unit {
  readonly unitId: string
  readonly since: CivilDate
}

interface Organization {
  readonly organizationId: string
  readonly since: CivilDate
}

interface Member {
  readonly memberId: string
  readonly since: CivilDate
}

/** What can still be taken back: an event that nothing else stands on. */
type Loose = Filed & { readonly draft: { readonly type: 'HeadcountReported' | 'MemberTransferred' } }

const openedOn: CivilDate = '2010-01-01'
const daysOfHistory = 5600

/** Of a thousand events: how many are of each kind once the book is under way. */
const proportions = {
  transfer: 330,
  apply: 105,
  activist: 95,
  target: 85,
  recruit: 80,
  confirm: 75,
  headcount: 70,
  moveIn: 45,
  moveOut: 45,
  renew: 30,
  review: 20,
  end: 8,
  rename: 6,
  list: 4,
  found: 2,
} as const

/**
 * The events of a whole valid book of a district in realistic proportions, members and their transfers the most: as many as
 * asked for, in the order in which they are filed, without `LedgerOpened`. About 2 % are backdated and 0.5 % withdrawn or
 * corrected. The same seed gives the same events.
 *
 * @example
 * const [first] = districtBook({ size: 100, seed: 1 })
 * first?.draft.type
 */
export function* districtBook({ size, seed }: { readonly size: number; readonly seed: number }): Iterable<Filed> {
  const district = new District(size, seed)
  for (let made = 0; made < size; made++) yield district.next(made / size)
}

/** The district as far as the generator must know it so that every event is possible. */
class District {
  readonly #random: (max: number) => number
  readonly #units: Unit[] = []
  readonly #organizations: Organization[] = []
  readonly #members: Member[] = []
  readonly #probationary: Member[] = []
  readonly #people: Record<'applicants' | 'activists' | 'targets', string[]> = {
    applicants: [],
    activists: [],
    targets: [],
  }
  readonly #loose: Loose[] = []
  readonly #founding: (() => Draft)[] = []
  readonly #kinds: readonly (keyof typeof proportions)[]
  #made = 0
  #today = openedOn

  constructor(size: number, seed: number) {
    const generator = xoroshiro128plus(seed)
    this.#random = (max) => uniformInt(generator, 0, max)
    this.#kinds = Object.entries(proportions).flatMap(([kind, count]) =>
      Array.from({ length: count }, () => kind as keyof typeof proportions),
    )
    const units = Math.max(20, Math.round(size / 600))
    for (let at = 0; at < units; at++) this.#founding.push(() => this.#list())
    for (let at = 0; at < units * 0.6; at++) this.#founding.push(() => this.#found())
    for (let at = 0; at < units * 6; at++) this.#founding.push(() => this.#enrol('MemberEnrolled'))
    this.#founding.reverse()
  }

  next(progress: number): Filed {
    this.#today = plusDays(openedOn, Math.floor(progress * daysOfHistory))
    const makeOpening = this.#founding.pop()
    const made = makeOpening ? makeOpening() : (this.#thoughtTwice() ?? this.#usual())
    const filed = { draft: { ...made, id: idOf(++this.#made) }, filedOn: this.#today }
    if (isLoose(filed) && made.corrects === undefined) this.#loose.push(filed)
    if (this.#loose.length > 500) this.#loose.shift()
    return filed
  }

  /** A correction or a withdrawal of something recent, now and then. */
  #thoughtTwice(): Draft | undefined {
    if (this.#loose.length === 0 || this.#random(199) > 0) return undefined
    const [{ draft } = this.#never()] = this.#loose.splice(this.#random(this.#loose.length - 1), 1)
    if (this.#random(1) === 0) return this.#on(this.#today, 'EventWithdrawn', { eventId: draft.id, reason: '重复录入' })
    const data =
      draft.type === 'HeadcountReported'
        ? { ...draft.data, employees: this.#random(900) }
        : { ...draft.data, ...this.#organizationOn(draft.effectiveOn) }
    return { type: draft.type, effectiveOn: draft.effectiveOn, data, corrects: draft.id, reason: '录入有误' }
  }

  #usual(): Draft {
    const kind = this.#pick(this.#kinds)
    const { applicants, activists, targets } = this.#people
    switch (kind) {
      case 'transfer':
        return this.#transfer()
      case 'apply':
        return this.#apply()
      case 'activist':
        return this.#promote('ActivistConfirmed', applicants, activists)
      case 'target':
        return this.#promote('DevelopmentTargetFiled', activists, targets)
      case 'recruit':
        return this.#recruit()
      case 'confirm':
        return this.#confirm()
      case 'headcount':
        return this.#headcount()
      case 'moveIn':
        return this.#enrol('MemberTransferredIn')
      case 'moveOut':
        return this.#leave((memberId) => ({ type: 'MemberTransferredOut', data: { memberId } }))
      case 'end':
        return this.#leave((memberId) => ({ type: 'MembershipEnded', data: { memberId, reason: 'died' } }))
      case 'renew':
        return this.#renew()
      case 'review':
        return this.#on(this.#backdated(openedOn), 'DossierReviewed', {
          organizationId: this.#pick(this.#organizations).organizationId,
        })
      case 'rename':
        return this.#on(this.#today, 'UnitRenamed', {
          unitId: this.#pick(this.#units).unitId,
          name: this.#name('企业'),
        })
      case 'list':
        return this.#list()
      case 'found':
        return this.#found()
    }
  }

  #list(): Draft {
    const unitId = `u${this.#made}`
    this.#units.push({ unitId, since: this.#today })
    const kind = this.#random(3) === 0 ? 'social-organization' : 'enterprise'
    return this.#on(this.#today, 'UnitListed', { unitId, kind, name: this.#name('企业'), town: `t${this.#random(11)}` })
  }

  #found(): Draft {
    const organizationId = `o${this.#made}`
    const { unitId } = this.#pick(this.#units)
    this.#organizations.push({ organizationId, since: this.#today })
    return this.#on(this.#today, 'OrganizationFounded', {
      organizationId,
      name: this.#name('党支部'),
      kind: 'branch',
      formation: this.#random(4) === 0 ? 'joint' : 'solo',
      category: this.#random(3) === 0 ? 'social-organization' : 'enterprise',
      unitIds: [unitId],
    })
  }

  #enrol(type: 'MemberEnrolled' | 'MemberTransferredIn'): Draft {
    const memberId = `m${this.#made}`
    this.#members.push({ memberId, since: this.#today })
    const joinedOn = plusDays(openedOn, -this.#random(9000))
    return this.#on(this.#today, type, { memberId, ...this.#place(), status: 'full', post: 'other', joinedOn })
  }

  #apply(): Draft {
    const personId = `m${this.#made}`
    this.#people.applicants.push(personId)
    return this.#on(this.#today, 'ApplicationSubmitted', { personId, ...this.#organizationOn(this.#today) })
  }

  #promote(type: string, from: string[], to: string[]): Draft {
    const personId = from.shift()
    if (personId === undefined) return this.#apply()
    to.push(personId)
    return this.#on(this.#today, type, { personId })
  }

  #recruit(): Draft {
    const memberId = this.#people.targets.shift()
    if (memberId === undefined) return this.#apply()
    this.#probationary.push({ memberId, since: this.#today })
    const introducers = [this.#pick(this.#members).memberId, this.#pick(this.#members).memberId]
    const post = this.#random(2) === 0 ? 'middle-or-above' : 'other'
    return this.#on(this.#today, 'MemberRecruited', { memberId, ...this.#place(), post, introducers })
  }

  #confirm(): Draft {
    const member = this.#probationary.shift()
    if (!member) return this.#apply()
    this.#members.push(member)
    return this.#on(this.#today, 'MemberConfirmed', { memberId: member.memberId })
  }

  #transfer(): Draft {
    const { memberId, since } = this.#pick(this.#members)
    const on = this.#backdated(since)
    return this.#on(on, 'MemberTransferred', { memberId, ...this.#place(on) })
  }

  #headcount(): Draft {
    const { unitId, since } = this.#pick(this.#units)
    return this.#on(this.#backdated(since), 'HeadcountReported', { unitId, employees: this.#random(900) })
  }

  #leave(say: (memberId: string) => Pick<Draft, 'type' | 'data'>): Draft {
    const at = this.#random(this.#members.length - 1)
    const { memberId } = this.#members[at] ?? this.#never()
    // What a leaver's transfers said stays possible only while they are not moved past the leaving.
    this.#members[at] = this.#members.at(-1) ?? this.#never()
    this.#members.pop()
    this.#loose.splice(0, this.#loose.length, ...this.#loose.filter(({ draft }) => draft.data['memberId'] !== memberId))
    const { type, data } = say(memberId)
    return this.#on(this.#today, type, data)
  }

  #renew(): Draft {
    const { organizationId } = this.#pick(this.#organizations)
    const elected = (['secretary', 'deputy-secretary', 'committee-member'] as const).map((post) => ({
      personId: this.#pick(this.#members).memberId,
      post,
    }))
    return this.#on(this.#today, 'TermRenewed', { organizationId, years: 3, eligible: 20, present: 18, elected })
  }

  /** Where a member belongs: an organization, and mostly a unit too. */
  #place(day = this.#today): { organizationId: string; unitId?: string } {
    const organization = this.#organizationOn(day)
    return this.#random(9) === 0 ? organization : { ...organization, unitId: this.#pick(this.#units).unitId }
  }

  /** An organization that is there on the day; the first one is there before any member. */
  #organizationOn(day: CivilDate): { organizationId: string } {
    for (;;) {
      const { organizationId, since } = this.#pick(this.#organizations)
      if (since <= day) return { organizationId }
    }
  }

  /** Mostly today; for one in about eighteen of those that can be, a day before, so that 2 % of all events are backdated. */
  #backdated(since: CivilDate): CivilDate {
    if (this.#random(17) > 0) return this.#today
    const day = plusDays(this.#today, -1 - this.#random(700))
    return day < since ? since : day
  }

  #on(effectiveOn: CivilDate, type: string, data: Record<string, unknown>): Draft {
    return { type, effectiveOn, data }
  }

  readonly #name = (what: string): string => `第${this.#made}号${what}`

  #pick<T>(list: readonly T[]): T {
    return list[this.#random(list.length - 1)] ?? this.#never()
  }

  #never(): never {
    throw new RangeError('the district has none left to pick from')
  }
}

const isLoose = (filed: Filed): filed is Loose =>
  filed.draft.type === 'HeadcountReported' || filed.draft.type === 'MemberTransferred'
