import {
  AliasNotFoundError,
  ArgumentScannerError,
  FlagNotFoundError,
  UnexpectedFlagError,
  UnexpectedPositionalError,
  UnsatisfiedFlagError,
  UnsatisfiedPositionalError,
} from '@stricli/core'
import { near, perhaps, type Refusal } from '@taizhang/core'

import { exitCodes } from './exit-codes.ts'
import { optionBriefs } from './options.ts'
import { Stop } from './stop.ts'

/** What Stricli found wrong with the arguments, in our words; `undefined` where it is nothing of the kind. */
export function usageError(error: unknown): Stop | undefined {
  if (!(error instanceof ArgumentScannerError)) return undefined
  return new Stop(exitCodes.usage, refusalOf(error), { cause: error })
}

/** No command of that name. */
export function unknownCommand(input: string, names: readonly string[]): Stop {
  const meant = perhaps(names)
  return new Stop(exitCodes.usage, {
    code: 'unknown-command',
    message: { zh: `没有命令 ${input}${meant.zh}`, en: `there is no command ${input}${meant.en}` },
    found: input,
    near: names,
  })
}

function refusalOf(error: ArgumentScannerError): Refusal {
  if (error instanceof FlagNotFoundError) return noSuchOption(`--${error.input}`)
  if (error instanceof AliasNotFoundError) return noSuchOption(`-${error.input}`)
  if (error instanceof UnsatisfiedFlagError) {
    const option = error.externalFlagName
    return {
      code: 'option-value-missing',
      message: { zh: `--${option} 需要一个值`, en: `--${option} needs a value` },
      option,
    }
  }
  if (error instanceof UnexpectedFlagError) {
    const option = error.externalFlagName
    return {
      code: 'option-twice',
      message: { zh: `--${option} 只能写一次`, en: `--${option} can be given only once` },
      option,
    }
  }
  if (error instanceof UnexpectedPositionalError) {
    const found = error.input
    return {
      code: 'too-many-arguments',
      message: { zh: `多余的参数 ${found}`, en: `there is one argument too many: ${found}` },
      found,
    }
  }
  if (error instanceof UnsatisfiedPositionalError) {
    const argument = error.placeholder
    return { code: 'argument-missing', message: { zh: `缺少参数 ${argument}`, en: `${argument} is missing` }, argument }
  }
  return { code: 'usage', message: { zh: `用法有误：${error.message}`, en: error.message } }
}

/** No option of that name. */
export const unknownOption = (option: string): Stop => new Stop(exitCodes.usage, noSuchOption(option))

function noSuchOption(option: string): Refusal {
  const options = Object.keys(optionBriefs).map((name) =>
    name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
  )
  // An option of another command is none here: naming it again would help nobody.
  const asked = option.replace(/^-+/, '')
  const others = options.filter((name) => name !== asked)
  const names = near(asked, others).map((name) => `--${name}`)
  const meant = perhaps(names)
  return {
    code: 'unknown-option',
    message: { zh: `没有选项 ${option}${meant.zh}`, en: `there is no option ${option}${meant.en}` },
    option,
    near: names,
  }
}
