import type { Answer, Item, OperationId } from '../../app/api.ts';
import type { Tone } from '../../ui/badge.tsx';
import { sentence } from '../../ui/words.ts';

export type Recommendation = Item<'listRecommendations'>;
export type RecommendationDetail = Answer<'getRecommendation'>;
export type Status = Recommendation['status'];

/** What an act on a recommendation changes on the screen. */
export const touched: OperationId[] = [
  'listRecommendations',
  'getRecommendation',
  'getRecommendationSummary',
  'getRecommendationSavings',
];

export const statuses: Status[] = ['pending', 'applied', 'dismissed', 'resolved'];
export const kinds: Recommendation['type'][] = ['security', 'cost', 'performance'];

export const statusTones: Record<Status, Tone> = {
  pending: 'warn',
  applied: 'good',
  dismissed: 'quiet',
  resolved: 'good',
};

const titles: Partial<Record<Status, string>> = { pending: 'Open', resolved: 'Over' };
export const statusTitle = (status: string): string => titles[status as Status] ?? sentence(status);

/** `$12 a month`, `$10 to $30 a month`. */
export function savingsWords(savings: { low: number; high: number }): string {
  const low = dollars(savings.low);
  return savings.low === savings.high ? `${low} a month` : `${low} to ${dollars(savings.high)} a month`;
}

/** What it brings, in half a line: money, or less risk. */
export function gainWords({
  savings,
  risk_reduction,
}: Pick<Recommendation, 'savings' | 'risk_reduction'>): string {
  if (savings !== null) return savingsWords(savings);
  return risk_reduction === null ? 'no figure' : `risk −${risk_reduction} of 100`;
}

export const dollars = (amount: number): string =>
  `$${amount.toLocaleString('en-US', { maximumFractionDigits: amount < 100 ? 2 : 0 })}`;

const exposures: Record<Recommendation['exposure'], string> = {
  internet: 'from the internet',
  other_accounts: 'from other accounts',
  unknown: 'from where could not be seen',
  account: 'from inside the account',
};

export const exposureWords = (exposure: Recommendation['exposure']): string => exposures[exposure];

/** Who wrote it, and when a language model was asked in vain, that. */
export function generatorWords({ generator }: Pick<Recommendation, 'generator'>): string {
  if (generator.kind === 'rules') {
    return generator.fallback_reason === null
      ? 'The rules of this version'
      : `The rules of this version, because the language model could not: ${generator.fallback_reason}`;
  }
  return `A language model${generator.model === null ? '' : `, ${generator.model}`}, checked against the facts of the rule`;
}

/** The steps as text to take along. */
export function stepsText(recommendation: RecommendationDetail): string {
  return [
    recommendation.title,
    '',
    ...recommendation.steps.flatMap((step, index) => [
      `${index + 1}. ${step.text}`,
      ...step.commands.map((command) => `   ${command}`),
    ]),
  ].join('\n');
}
