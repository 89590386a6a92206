import { memoryStore } from '@taizhang/kernel'
import { describeEventStore } from '../src/index.ts'

describeEventStore('memory', async () => {
  const store = memoryStore()
  return { open: async () => store, remove: async () => undefined }
})
