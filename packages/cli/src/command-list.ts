import { auditCommands } from './command-list/audit-commands.ts'
import { bookCommands } from './command-list/book-commands.ts'
import { catalogueCommands } from './command-list/catalogue-commands.ts'
import { explanationCommands } from './command-list/explanation-commands.ts'
import { pageCommands } from './command-list/page-commands.ts'
import { reportCommands } from './command-list/report-commands.ts'
import { viewCommands } from './command-list/view-commands.ts'
import { wordsIn } from './command-list/words.ts'
import type { Language } from './language.ts'

/**
 * What makes each command, in the order of `--help`, by what they are for. A command is made when it is asked for; its own file is
 * loaded when it runs, and with it what it needs. A new command is one file in `commands/` and one entry in its group's list.
 */
export function commandList(language: Language) {
  const [words, looking] = [wordsIn(language), wordsIn(language, true)]
  const { init, record, check, ...copies } = bookCommands(words)
  return {
    init,
    record,
    check,
    ...viewCommands(looking),
    ...reportCommands(looking),
    ...pageCommands(words),
    ...explanationCommands(looking),
    ...auditCommands(words),
    ...catalogueCommands(looking),
    ...copies,
  }
}

/** The command of that name alone where there is one, else all: what is wrong or asked for then concerns them all. */
export function commandsFor(language: Language, name: string | undefined) {
  const makers = Object.entries(commandList(language))
  const named = makers.filter(([one]) => one === name)
  return Object.fromEntries((named.length > 0 ? named : makers).map(([one, make]) => [one, make()]))
}

/** Whether there is a command of that name. */
export const isCommand = (name: string): boolean => Object.hasOwn(commandList('zh'), name)
