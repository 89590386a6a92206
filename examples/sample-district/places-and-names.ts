import type { Random } from './random.ts'

/** A town of the invented district, with the committee that the organizations of its units report to. */
export interface Town {
  readonly name: string
  readonly committeeId: string
  readonly clerk: string
}

export const towns: readonly Town[] = [
  { name: '临港镇', committeeId: 'lingang', clerk: 'clerk-1' },
  { name: '东屿镇', committeeId: 'dongyu', clerk: 'clerk-2' },
  { name: '沙浦镇', committeeId: 'shapu', clerk: 'clerk-2' },
  { name: '月湾镇', committeeId: 'yuewan', clerk: 'clerk-3' },
  { name: '石门镇', committeeId: 'shimen', clerk: 'clerk-3' },
  { name: '南礁镇', committeeId: 'nanjiao', clerk: 'clerk-4' },
]
/** The district's own clerk, who files what concerns more than one town. */
export const districtClerk = 'clerk-5'
export const educationCommitteeId = 'education'
export const parkCommitteeId = 'parks'
export const societyCommitteeId = 'societies'

interface Trade {
  readonly industry: string
  readonly suffix: string
  readonly park?: string
}

export const enterpriseTrades: readonly Trade[] = [
  { industry: '木材加工', suffix: '木业有限公司', park: '木材加工区' },
  { industry: '木材加工', suffix: '家居制造有限公司', park: '木材加工区' },
  { industry: '制鞋', suffix: '鞋业有限公司', park: '石门工业园' },
  { industry: '制鞋', suffix: '鞋材有限公司', park: '石门工业园' },
  { industry: '食品加工', suffix: '食品有限公司' },
  { industry: '水产加工', suffix: '水产有限公司' },
  { industry: '机械制造', suffix: '机械有限公司', park: '临港工业园' },
  { industry: '化工', suffix: '新材料有限公司', park: '临港工业园' },
  { industry: '纺织服装', suffix: '服饰有限公司', park: '石门工业园' },
  { industry: '建材', suffix: '建材有限公司' },
  { industry: '仓储物流', suffix: '物流有限公司', park: '临港工业园' },
  { industry: '电子', suffix: '电子科技有限公司', park: '临港工业园' },
  { industry: '工艺美术', suffix: '工艺品有限公司' },
  { industry: '商贸', suffix: '商贸有限公司' },
  { industry: '环保', suffix: '环保科技有限公司' },
]

export const kindergartens: Trade = { industry: '学前教育', suffix: '幼儿园' }
export const socialTrades: readonly Trade[] = [
  { industry: '社会工作', suffix: '社会工作服务中心' },
  { industry: '养老服务', suffix: '养老服务中心' },
  { industry: '教育培训', suffix: '培训学校' },
  { industry: '医疗卫生', suffix: '康复门诊部' },
  { industry: '公益慈善', suffix: '志愿服务中心' },
]
export const associations: readonly string[] = [
  '木材行业商会',
  '鞋业商会',
  '水产品行业协会',
  '食品行业协会',
  '物流行业协会',
  '工艺美术协会',
  '民营企业家联谊会',
  '电子商务协会',
  '建筑材料行业协会',
  '餐饮行业协会',
  '养殖协会',
  '环境保护协会',
  '青年创业协会',
  '家政服务协会',
  '快递行业协会',
  '海洋文化研究会',
]

const firsts = Array.from('浔汀澜汐帆舟港湾礁潮榕荔棠枫桐鹭鲲')
const seconds = Array.from('丰达盛安源泰祥信和兴恒盈裕茂旺')
const playful = [
  '小浪花',
  '海贝',
  '小帆船',
  '小海螺',
  '蓝贝壳',
  '小灯塔',
  '小渔舟',
  '晨星',
  '春芽',
  '向阳',
  '小榕树',
  '荔香',
  '小白鹭',
  '海之星',
  '彩虹桥',
  '小叮咚',
  '启蒙',
  '小天鹅',
  '金沙滩',
  '小海豚',
  '晨曦',
  '小橘灯',
]

export interface UnitName {
  readonly name: string
  readonly industry: string
  readonly park?: string
}

/** Hands out names, each once. The district does not exist, so no name with its prefix is a real one's. */
export function newNames(random: Random) {
  const brands = random.shuffled(firsts.flatMap((first) => seconds.map((second) => first + second)))
  const nurseries = [...playful]
  const chambers = [...associations]
  return {
    enterprise: (trade: Trade = random.pick(enterpriseTrades)): UnitName => nameIn(trade, '海屿', nextOf(brands)),
    kindergarten: (town: Town): UnitName => nameIn(kindergartens, town.name, nextOf(nurseries)),
    social: (): UnitName =>
      chambers.length > 0 && random.chance(0.4)
        ? { name: `海屿区${nextOf(chambers)}`, industry: '行业协会商会' }
        : nameIn(random.pick(socialTrades), '海屿区', nextOf(brands)),
  }
}
export type Names = ReturnType<typeof newNames>

/** Takes the first name from a list, which no longer has it then. */
function nextOf(list: string[]): string {
  const name = list.shift()
  if (name === undefined) throw new RangeError('the sample has run out of names')
  return name
}

const nameIn = ({ suffix, ...rest }: Trade, prefix: string, brand: string): UnitName => ({
  name: `${prefix}${brand}${suffix}`,
  ...rest,
})
