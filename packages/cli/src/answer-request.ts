import {
  answerRequest as answerOf,
  readRequest,
  type SigningKey,
  type Trust,
  type WitnessAnswer,
} from '@taizhang/audit'

import { exitCodes } from './exit-codes.ts'
import { textOf } from './key-files.ts'
import { writeNewFile } from './new-file.ts'
import type { Session } from './session.ts'
import { Stop, stop } from './stop.ts'
import { line } from './visible.ts'
import { withWitnessState } from './witness-state.ts'

/** The exit code for each answer of the protocol. */
const exits = {
  400: exitCodes.usage,
  403: exitCodes.unsound,
  404: exitCodes.notFound,
  409: exitCodes.conflict,
  422: exitCodes.unsound,
} as const

/** What ends the command where a witness does not cosign. */
export const refusalOf = ({ status, refusal }: Exclude<WitnessAnswer, { readonly status: 200 }>): Stop =>
  new Stop(exits[status], refusal)

/** Answers a request to cosign out of a witness's state: the body goes to stdout, or into a file where `out` names one. */
export async function answerRequest(
  session: Session,
  file: string,
  {
    key,
    keys,
    state,
    out,
  }: {
    readonly key: SigningKey
    readonly keys: Trust
    readonly state: string
    readonly out: string | undefined
  },
): Promise<void> {
  const request = readRequest(textOf(file)) ?? notARequest(file)
  const { origin, size } = request.note
  const now = session.world.now()
  const answer = await withWitnessState(state, key, (known) => answerOf(request, { key, keys, state: known, now }))
  const { status, body } = answer
  if (out !== undefined && status === 200) await writeNewFile(out, body)
  const written = out !== undefined && status === 200
  const said = {
    zh: `会签已写入 ${out}：${origin}，${size} 条记录`,
    en: `the cosignature is in ${out}: ${origin}, ${size} events`,
  }
  await session.print({
    json: { status, origin, size, old: request.old, body, ...(written ? { out } : {}) },
    columns: ['status', 'origin', 'size', 'old', 'body'],
    table: ({ language }) => (written ? line(said[language]) : body),
    done: { zh: '已经会签，状态已经写好', en: 'it is cosigned, and the state has been written' },
    ...(answer.status === 200 ? {} : { verdict: refusalOf(answer) }),
  })
}

const notARequest = (file: string): never =>
  stop(
    'usage',
    'not-a-request',
    {
      zh: `${file} 不是会签请求：应是 npx taizhang prove 写成的原文，一个字节也不能变`,
      en: `${file} is no request to cosign: it should be what npx taizhang prove wrote, byte for byte`,
    },
    { file, status: 400 },
  )
