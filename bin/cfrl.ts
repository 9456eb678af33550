#!/usr/bin/env node
import { createProgram } from '../cli/program.ts';
import { runCommandLine } from '../terminal/commandLine.ts';
import { runCommand } from '../terminal/runCommand.ts';

await runCommand((signal) => runCommandLine(createProgram(signal), process.argv.slice(2)));
