#!/usr/bin/env node
import { run } from './index.ts'

run(process.argv.slice(2))
