import type { MonthlySavings } from '../../../plugin-kit/define-recommendation.ts';

/**
 * List prices of AWS in US dollars, without discounts and taxes, as this version knows them: of us-east-1, and of
 * the dearest public region. Every recommendation says so; nothing here is asked of AWS.
 */
export type Price = { usEast1: number; dearest: number };

const hoursOfMonth = 730;

/** By type of volume, a GiB and month. */
export const volumePrices: Readonly<Record<string, Price>> = {
  gp2: { usEast1: 0.1, dearest: 0.19 },
  gp3: { usEast1: 0.08, dearest: 0.152 },
  io1: { usEast1: 0.125, dearest: 0.238 },
  io2: { usEast1: 0.125, dearest: 0.238 },
  st1: { usEast1: 0.045, dearest: 0.086 },
  sc1: { usEast1: 0.015, dearest: 0.029 },
  standard: { usEast1: 0.05, dearest: 0.12 },
};
/** A GiB and month of changed blocks. */
export const snapshotPrice: Price = { usEast1: 0.05, dearest: 0.068 };
/** A public IPv4 address, an hour, in every region. */
export const addressPrice: Price = { usEast1: 0.005 * hoursOfMonth, dearest: 0.005 * hoursOfMonth };
/** A NAT gateway without traffic, a month. */
export const gatewayPrice: Price = { usEast1: 0.045 * hoursOfMonth, dearest: 0.093 * hoursOfMonth };
/** A load balancer without traffic, a month. */
export const balancerPrices: Readonly<Record<string, Price>> = {
  application: { usEast1: 0.0225 * hoursOfMonth, dearest: 0.034 * hoursOfMonth },
  network: { usEast1: 0.0225 * hoursOfMonth, dearest: 0.034 * hoursOfMonth },
  classic: { usEast1: 0.025 * hoursOfMonth, dearest: 0.034 * hoursOfMonth },
};
/** A secret, a month. */
export const secretPrice: Price = { usEast1: 0.4, dearest: 0.4 };

/** What `amount` units come to in a month: one figure in us-east-1, elsewhere between the cheapest and the dearest. */
export function regionalPrice(price: Price, region: string, amount = 1): MonthlySavings {
  const low = price.usEast1 * amount;
  return { low, high: region === 'us-east-1' ? low : price.dearest * amount };
}

/** Families that were followed by one which does the same for less: Linux on demand in us-east-1, an hour of `large`. */
const families: Readonly<Record<string, { next: string; before: number; after: number }>> = {
  t2: { next: 't3', before: 0.0928, after: 0.0832 },
  m4: { next: 'm5', before: 0.1, after: 0.096 },
  c4: { next: 'c5', before: 0.1, after: 0.085 },
  r4: { next: 'r5', before: 0.133, after: 0.126 },
};
/** How many times a `large` each size is. */
const sizes: Readonly<Record<string, number>> = {
  nano: 1 / 16,
  micro: 1 / 8,
  small: 1 / 4,
  medium: 1 / 2,
  large: 1,
  xlarge: 2,
  '2xlarge': 4,
  '4xlarge': 8,
};
/** Elsewhere the same instance costs up to so much more. */
const dearestRegion = 1.5;

export type Newer = { type: string; savings: (region: string) => MonthlySavings };

/** The type that follows an instance type, with what an hour of each costs; undefined where there is none to name. */
export function newerInstance(type: string): Newer | undefined {
  const [family = '', size = ''] = type.split('.');
  const known = families[family];
  const large = sizes[size];
  // The smallest sizes and 10xlarge exist in one generation only, or differ in what they are.
  if (known === undefined || large === undefined) return undefined;
  const month = (known.before - known.after) * large * hoursOfMonth;
  return {
    type: `${known.next}.${size}`,
    savings: (region) => ({ low: month, high: region === 'us-east-1' ? month : month * dearestRegion }),
  };
}
