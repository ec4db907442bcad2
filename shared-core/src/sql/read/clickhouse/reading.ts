import type { Expression, Query } from '../../ast';
import { sqlErrors } from '../../errors';
import type { Hazard } from '../../hazards';
import { lineAndColumn } from '../../positions';
import { readingHazards, type ReadingHazard } from './hazards';
import { tokensOf, type Token } from './tokens';

/** The recursions of the grammar, handed in so that files need not import each other in a circle. */
export interface Rules {
  expression(reading: Reading): Expression;
  /** Leaves an AS behind it alone. */
  bare(reading: Reading): Expression;
  query(reading: Reading): Query;
}

/** A text of ClickHouse's dialect that is being read: the place in it, and what the SELECT around it declared. */
export class Reading {
  readonly hazards = new Map<string, Hazard>();
  /** Names that `x AS name` gave inside the SELECT that is being read. */
  aliases = new Map<string, Expression>();
  /** `WITH expression AS name`, which inner SELECTs see as well. */
  scalars: ReadonlyMap<string, Expression> = new Map();
  private readonly tokens: Token[];
  private index = 0;

  constructor(
    readonly text: string,
    private readonly rules: Rules,
    /** For reading where values come from only: what the tree has no place for need not be refused. */
    readonly isLenient = false,
  ) {
    this.tokens = tokensOf(text);
  }

  /** Reads another text by the same rules, such as the name of a type in quotes. */
  over(text: string): Reading {
    return new Reading(text, this.rules, this.isLenient);
  }

  expression(): Expression {
    return this.rules.expression(this);
  }

  bare(): Expression {
    return this.rules.bare(this);
  }

  query(): Query {
    return this.rules.query(this);
  }

  /** The token `ahead` of the present one. */
  peek(ahead = 0): Token {
    return this.tokens[Math.min(this.index + ahead, this.tokens.length - 1)] as Token;
  }

  next(): Token {
    const token = this.peek();
    if (token.kind !== 'end') this.index++;
    return token;
  }

  /** Remembers the place, so that an attempt can be taken back. */
  mark(): () => void {
    const { index } = this;
    return () => void (this.index = index);
  }

  isSymbol(value: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === 'symbol' && token.value === value;
  }

  /** True where the words stand here one after another, whatever their case. */
  isWords(words: string, ahead = 0): boolean {
    return words.split(' ').every((word, offset) => {
      const token = this.peek(ahead + offset);
      return token.kind === 'word' && token.value.toUpperCase() === word;
    });
  }

  /** Takes a symbol where it stands here. */
  takes(symbol: string): boolean {
    const isHere = this.isSymbol(symbol);
    if (isHere) this.index++;
    return isHere;
  }

  /** Takes words where they stand here. */
  takesWords(words: string): boolean {
    const isHere = this.isWords(words);
    if (isHere) this.index += words.split(' ').length;
    return isHere;
  }

  /** The first of several phrases that stands here, taken. */
  takesOneOf<T extends string>(phrases: readonly T[]): T | undefined {
    return phrases.find((words) => this.takesWords(words));
  }

  expect(symbol: string): void {
    if (!this.takes(symbol)) throw this.wrong();
  }

  expectWords(words: string): void {
    if (!this.takesWords(words)) throw this.wrong();
  }

  /** A name: a bare word or one in quotes. */
  name(): string {
    const token = this.peek();
    if (token.kind !== 'word' && token.kind !== 'name') throw this.wrong();
    return this.next().value;
  }

  list<T>(item: () => T): T[] {
    const items = [item()];
    while (this.takes(',')) items.push(item());
    return items;
  }

  /** What stands in brackets, the opening one not taken yet; the list may be empty. */
  inBrackets<T>(item: () => T, close = ')'): T[] {
    this.next();
    const items = this.isSymbol(close) ? [] : this.list(item);
    this.expect(close);
    return items;
  }

  /** Leaves out everything up to the end of the statement, or to where a stop stands outside of brackets. */
  skip(isStop: () => boolean = () => false): void {
    for (let depth = 0; this.peek().kind !== 'end'; this.next()) {
      if (depth === 0 && (this.isSymbol(';') || isStop())) return;
      if (this.isSymbol('(')) depth++;
      if (this.isSymbol(')')) depth--;
    }
  }

  get isAtEnd(): boolean {
    return this.peek().kind === 'end' || this.isSymbol(';');
  }

  /** The syntax is not ClickHouse's. */
  wrong(token = this.peek()) {
    const where = lineAndColumn(this.text, token.at);
    return sqlErrors.syntax({ near: this.text.slice(token.at, token.end), at: token.at }, { where });
  }

  /** The construct is ClickHouse's, yet the tree has no place for it; nothing happens where only names matter. */
  refuse(construct: string, at = this.peek().at): void {
    if (!this.isLenient) throw this.refusal(construct, at);
  }

  refusal(construct: string, at = this.peek().at) {
    return sqlErrors['construct-refused']({ construct, at }, { where: lineAndColumn(this.text, at) });
  }

  /** Notes once what may differ on data. */
  warn(code: ReadingHazard, at?: number): void {
    if (this.hazards.has(code)) return;
    this.hazards.set(code, { code, ...readingHazards[code], ...(at !== undefined && { at }) });
  }
}
