import {
  buildApplication,
  buildRouteMap,
  text_en,
  version as versionFlag,
  type Application,
  type ApplicationText,
  type StricliIntegration,
} from '@stricli/core'

import { commandsFor } from './command-list.ts'
import type { Words } from './language.ts'
import { overview } from './overview.ts'
import type { Session } from './session.ts'
import { unknownCommand } from './usage-errors.ts'
import { version } from './version.ts'

/**
 * The command line in a language, with all commands or only the one that is named. Stricli writes errors itself: instead of a text each is handed to `caught`, and what it writes
 * to stderr is to be thrown away.
 */
export function application(
  asked: Pick<Session, 'language' | 'domainFile'>,
  command: string | undefined,
  caught: (error: unknown) => void,
): Application<Session> {
  const { language } = asked
  const commands = commandsFor(language, command)
  const say = ({ zh, en }: Words): string => ({ zh, en })[language]
  return buildApplication<Session>(
    buildRouteMap({
      // Without a prototype, so that `taizhang constructor` is an unknown command and not an inherited function.
      routes: Object.assign(Object.create(null) as typeof commands, commands),
      docs: { brief: say({ zh: '两新组织党建台账', en: 'a ledger of Party organizations' }) },
    }),
    {
      name: 'taizhang',
      scanner: { caseStyle: 'allow-kebab-for-camel', allowArgumentEscapeSequence: true },
      documentation: { disableAnsiColor: true },
      localization: { text: texts(say, caught) },
    },
    {
      help: help(asked, say({ zh: '显示用法', en: 'show how to use it' })),
      version: versionFlag({
        brief: say({ zh: '显示版本', en: 'show the version' }),
        info: { getCurrentVersion: async () => version() },
      }),
    },
  )
}

const formatting = {
  caseStyle: 'convert-camel-to-kebab',
  useAliasInUsageLine: false,
  onlyRequiredInUsageLine: true,
} as const

/** `--help`: our own page for the whole, Stricli's for one command. */
const help = (asked: Pick<Session, 'language' | 'domainFile'>, brief: string): StricliIntegration<Session> => ({
  flag: {
    brief,
    global: true,
    aliases: ['h'],
    defaultForRouteMap: true,
    run({ root }, { text, result: { target, prefix }, additionalFlags }) {
      const { stdout } = this.process
      if (target === root) stdout.write(overview(Object.entries(commandsFor(asked.language, undefined)), asked))
      else {
        stdout.write(
          target.formatHelp({
            prefix,
            text,
            additionalFlags,
            config: formatting,
            ansiColor: false,
            aliases: [],
            includeHidden: false,
            includeArgumentEscapeSequenceFlag: true,
          }),
        )
      }
    },
  },
})

/** Stricli's headings in the language, and its errors handed over. */
function texts(say: (words: Words) => string, caught: (error: unknown) => void): ApplicationText {
  const handOver = (error: unknown): string => {
    caught(error)
    return ''
  }
  return {
    ...text_en,
    headers: {
      usage: say({ zh: '用法', en: 'Usage' }),
      aliases: say({ zh: '别名', en: 'Aliases' }),
      commands: say({ zh: '命令', en: 'Commands' }),
      flags: say({ zh: '选项', en: 'Options' }),
      arguments: say({ zh: '参数', en: 'Arguments' }),
    },
    briefs: {
      ...text_en.briefs,
      argumentEscapeSequence: say({ zh: '其后都是参数，不是选项', en: 'everything after it is an argument' }),
    },
    noCommandRegisteredForInput: ({ input, corrections }) =>
      handOver(
        unknownCommand(
          input,
          corrections.map((name) => name.replaceAll('`', '')),
        ),
      ),
    exceptionWhileParsingArguments: handOver,
    exceptionWhileLoadingCommandFunction: handOver,
    exceptionWhileLoadingCommandContext: handOver,
    exceptionWhileRunningCommand: handOver,
    exceptionWhileRunningIntegrationHook: ({ exception }) => handOver(exception),
    exceptionWhileRunningIntegrationFlag: ({ exception }) => handOver(exception),
    commandErrorResult: handOver,
  }
}
