import { withdrawal } from '@taizhang/kernel/define'
import { texts } from '../schemas.ts'

/** 撤回记录. Takes an event back. It stays in the book and in every view known before. */
export const eventWithdrawn = withdrawal(texts)
