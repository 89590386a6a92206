import type { Words } from '@taizhang/core'

/** A row of the source report: the figures that one of its statements is derived from. */
export interface Statement {
  /** Its number among the statements of the report. */
  readonly row: number
  readonly figures: readonly string[]
}

/** How a section of the report is made: its title, and the figures that it tells. */
export interface Section {
  readonly id: string
  readonly title: Words
  readonly statements: readonly Statement[]
}

const statement = (row: number, ...figures: readonly string[]): Statement => ({ row, figures })

/**
 * The five sections of the work report, with the figures of each in the order of its statements, and a sixth with what people ask for beside them. A figure that the catalogue does
 * not have is not printed; one that is missing here fails a test.
 */
export const sections: readonly Section[] = [
  {
    id: 'safeguards',
    title: { zh: '完善机制，强化工作保障', en: 'Mechanisms and safeguards' },
    statements: [
      statement(1, 'responsibility-reviews'),
      statement(2, 'interviews-held', 'interviews-open'),
      statement(3, 'leader-links', 'policies-granted', 'work-meetings'),
      statement(4, 'problems-resolved'),
      statement(5, 'budget', 'pre-tax', 'dues-paid', 'dues-returned', 'dues-return-rate', 'enterprise-contributions'),
    ],
  },
  {
    id: 'coverage',
    title: { zh: '统筹指导，推动有效覆盖', en: 'Guidance and effective coverage' },
    statements: [
      statement(6, 'organizations-founded'),
      statement(7, 'group-committees', 'upgrades'),
      statement(8, 'organizations-reassigned'),
      statement(9, 'shells-settled'),
      statement(10, 'terms-renewed'),
      statement(11, 'units-listed'),
      statement(12, 'employees'),
      statement(13, 'members'),
      statement(14, 'organizations', 'committees'),
      statement(15, 'units-covered', 'organization-coverage', 'units-covered-solo', 'solo-rate'),
      statement(16, 'units-work-covered', 'work-coverage', 'should-have-but-lacks'),
      statement(17, 'dossiers', 'dossiers-reviewed'),
    ],
  },
  {
    id: 'teams',
    title: { zh: '建强队伍，提升能力素质', en: 'Teams and ability' },
    statements: [
      statement(18, 'secretaries-in-management'),
      statement(
        19,
        'suggestions',
        'suggestions-adopted',
        'party-suggestions',
        'party-suggestions-adopted',
        'party-suggestions-adoption-rate',
      ),
      statement(20, 'members-recruited'),
      statement(21, 'investors-recruited'),
      statement(22, 'instructors', 'instructor-batches', 'units-paired'),
      statement(23, 'theme-education', 'rotation-training', 'training-attendance', 'long-service-courses'),
    ],
  },
  {
    id: 'roles',
    title: { zh: '着力创新载体，突出作用发挥', en: 'New forms, visible roles' },
    statements: [
      statement(24, 'role-units'),
      statement(25, 'youth-commando', 'production-milestones'),
      statement(26, 'revitalization'),
      statement(27, 'donations', 'village-training'),
      statement(28, 'village-pairings'),
      statement(29, 'emergency-production', 'emergency-producers'),
      statement(30, 'epidemic-commandos'),
    ],
  },
  {
    id: 'examples',
    title: { zh: '培育典型，增强示范引领', en: 'Examples that lead' },
    statements: [
      statement(31, 'activity-rooms-assessed', 'activity-rooms-complete', 'activity-rooms-meeting-standard'),
      statement(32, 'service-centers', 'service-centers-open'),
      statement(33, 'talent-introduced', 'talent-sites'),
      statement(34, 'skill-contests'),
      statement(35, 'brands'),
      statement(36, 'awards'),
    ],
  },
  {
    id: 'movements',
    title: { zh: '增减变动与补充数据', en: 'Movements and further figures' },
    statements: [
      statement(37, 'organizations-dissolved', 'units-newly-listed', 'units-delisted'),
      statement(
        38,
        'members-transferred-in',
        'members-transferred-out',
        'memberships-ended',
        'suspended-memberships-ended',
        'memberships-suspended',
        'memberships-restored',
        'members-enrolled',
        'members-confirmed',
        'members-approved',
      ),
      statement(39, 'terms-renewed-by-kind'),
      statement(40, 'members-full', 'members-probationary', 'members-by-party-age', 'employees-covered'),
      statement(
        41,
        'uncovered-few-members',
        'uncovered-no-members',
        'uncovered-with-instructor',
        'joint-with-enough-members',
        'units-with-member-representative',
        'units-led-by-representative',
        'terms-overdue',
        'mobile-members-out',
        'mobile-members-in',
      ),
    ],
  },
]
