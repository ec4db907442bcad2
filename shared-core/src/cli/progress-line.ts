import type { Progress } from '../movement';

const clearLine = '\r\u001b[K';
const terminalEveryMs = 100;
const plainEveryMs = 5000;

/** Progress on stderr: one line that renews itself on a terminal, a plain line every few seconds elsewhere. @internal */
export class ProgressLine {
  private shownAt = 0;
  private shown = false;

  constructor(
    private readonly stream: NodeJS.WriteStream,
    private readonly quiet = false,
  ) {}

  /** Takes every report and shows some. */
  readonly report = (progress: Progress): void => {
    const now = Date.now();
    if (this.quiet || now - this.shownAt < (this.stream.isTTY ? terminalEveryMs : plainEveryMs)) return;
    this.shownAt = now;
    this.shown = true;
    this.stream.write(this.stream.isTTY ? clearLine + describe(progress) : `${describe(progress)}\n`);
  };

  /** Wipes the line before something else is printed. */
  end(): void {
    if (this.shown && this.stream.isTTY) this.stream.write(clearLine);
    this.shown = false;
  }
}

function describe({ phase, step, rows, bytes, fraction }: Progress): string {
  const parts = [
    fraction !== undefined && bar(fraction),
    step,
    phase,
    rows !== undefined && `${rows.toLocaleString('en')} rows`,
    bytes !== undefined && `${(bytes / 1e6).toFixed(1)} MB`,
  ];
  return parts.filter(Boolean).join(' · ');
}

function bar(fraction: number): string {
  const full = Math.round(Math.min(1, Math.max(0, fraction)) * 20);
  return `[${'#'.repeat(full)}${'.'.repeat(20 - full)}] ${Math.round(fraction * 100)} %`;
}
