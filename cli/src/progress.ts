import type { Ora } from 'ora';
import { cutEnd, oneLine } from './output/text.ts';
import type { Terminal } from './terminal.ts';

/** What a long piece of work is doing, on standard error: a spinner on a terminal, otherwise a line per step. */
export type Progress = {
  step(text: string): void;
  /** Takes the spinner away. */
  stop(): void;
};

export const silentProgress: Progress = { step: () => {}, stop: () => {} };

const spinnerWidth = 3;

export async function startProgress(terminal: Terminal, options: { color: boolean }): Promise<Progress> {
  if (terminal.stderr.isTTY !== true) return lineProgress(terminal);
  const { default: ora } = await import('ora');
  let spinner: Ora | null = null;
  return {
    step(text) {
      spinner ??= ora({
        stream: terminal.stderr as NodeJS.WriteStream,
        color: options.color ? 'cyan' : false,
        discardStdin: false,
      }).start();
      // A line that wraps would leave its first half behind at each turn.
      spinner.text = cutEnd(oneLine(text), (terminal.stderr.columns ?? 80) - spinnerWidth);
    },
    stop() {
      spinner?.stop();
    },
  };
}

const betweenLinesMs = 5000;

/** Logs of CI keep every line, so a step whose numbers move is told again only now and then. */
function lineProgress(terminal: Terminal): Progress {
  let last = { words: '', at: 0, text: '' };
  return {
    step(text) {
      const words = text.replace(/\d[\d,.]*/g, '#');
      const now = terminal.now().getTime();
      if (text === last.text || (words === last.words && now - last.at < betweenLinesMs)) return;
      last = { words, at: now, text };
      terminal.stderr.write(`${oneLine(text)}\n`);
    },
    stop() {},
  };
}
