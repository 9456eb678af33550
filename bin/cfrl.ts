#!/usr/bin/env node
import { isMainThread } from 'node:worker_threads';
import { createProgram } from '../cli/program.ts';
import { runCommandLine } from '../terminal/commandLine.ts';
import { runCommand } from '../terminal/runCommand.ts';

// A thread that a command starts may load this file, too, if all is bundled into one.
if (isMainThread) await runCommand((signal) => runCommandLine(createProgram(signal), process.argv.slice(2)));
