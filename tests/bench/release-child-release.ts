/** The measured process: the command itself, then its peak memory in KiB. */
import { run } from '../../src/cli/commands/release.ts';

process.exitCode = await run(['--units', 'U.csv', '--voices', 'V.csv', '--out', 'cells.csv']);
process.stdout.write(`${process.resourceUsage().maxRSS}\n`);
