import { planDistrict } from '/work/main/examples/sample-district/district.ts'
const d = planDistrict()
const on = (day: string, kind: string) => {
  const units = d.units.filter((u) => u.kind === kind && u.listedOn <= day && !(u.leaves && u.leaves.on <= day))
  const orgs = d.organizations.filter((o) => o.category === kind && o.foundedOn <= day && !(o.ends && o.ends.on <= day))
  const covered = units.filter((u) => orgs.some((o) => o.covers.some((c) => c.unit === u && c.from <= day && !(c.to && c.to <= day))))
  return [units.length, covered.length, (covered.length / units.length * 100).toFixed(1), orgs.length, orgs.reduce((a, o) => a + o.size, 0)].join(' ')
}
for (const day of ['2011-12-31','2012-12-31','2013-12-31','2014-12-31','2015-12-31','2016-12-31','2017-12-31','2018-12-31','2019-12-31','2020-12-31','2021-06-30']) console.log(day, on(day,'enterprise'), '|', on(day,'social-organization'))
for (const o of d.organizations.filter(o=>o.formation==='joint'||o===d.adjusted.organization)) { const days=o.covers.flatMap(c=>[c.from]); console.log(o.name, Math.max(...days.map(day=>o.covers.filter(c=>c.from<=day&&!(c.to&&c.to<=day)).length)), o.covers.filter(c=>!c.to&&!c.unit.leaves).length)}
console.log(d.units.slice(0,40).map(u=>u.name+' '+u.listedOn).join('\n'))
