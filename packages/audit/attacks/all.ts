import { show } from './attack.ts'
import { attacks } from './list.ts'

for (const attack of attacks) await show(attack)
