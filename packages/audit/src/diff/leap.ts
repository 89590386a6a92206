import type { View } from '@taizhang/kernel'
import type { Step } from './difference.ts'

/** Two views to compare, and why the second is another. */
export interface Leap {
  readonly because: Step['because']
  readonly from: View
  readonly to: View
}
