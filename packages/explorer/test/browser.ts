import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium, type Browser } from 'playwright-core'

const executablePath = '/usr/bin/chromium'

/** Why pages cannot be looked at on this machine; `undefined` where they can. */
export function whyNoBrowser(): string | undefined {
  if (!existsSync(executablePath)) return `no ${executablePath}: apt-get install chromium`
  const { stdout } = spawnSync('fc-list', [':lang=zh-cn'], { encoding: 'utf8' })
  return stdout ? undefined : 'no font for Chinese: apt-get install fonts-noto-cjk'
}

export const openBrowser = async (): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-quic',
      '--no-first-run',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
