#!/usr/bin/env node
// Kept in git so that the command can be linked before the first build.
import '../dist/bin.js'
