import type { ConfigurationOf } from '../../../../plugin-kit/define-resource-type.ts';
import type { loadBalancerType } from '../../../providers/aws/resources/load_balancer/schema.ts';

export type LoadBalancer = ConfigurationOf<typeof loadBalancerType>;
export type Listener = NonNullable<LoadBalancer['Listeners']>[number];

/** Balancers of the first generation; their settings have other names. */
export function isClassic({ Type }: LoadBalancer): boolean {
  return Type === 'classic';
}

/** An attribute of a balancer of the second generation; undefined where AWS does not list it. */
export function attributeOf({ LoadBalancerAttributes }: LoadBalancer, key: string): string | undefined {
  return LoadBalancerAttributes?.find(({ Key }) => Key === key)?.Value;
}

/** Whether listeners of this protocol are encrypted by the balancer itself. */
export function isEncrypted({ Protocol }: Listener): boolean {
  return Protocol === 'HTTPS' || Protocol === 'TLS' || Protocol === 'SSL';
}

export function portOf({ Port, LoadBalancerPort, Protocol }: Listener): string {
  return `${Protocol} ${Port ?? LoadBalancerPort}`;
}

/**
 * The oldest TLS version that a predefined security policy accepts, by its name (1.2 as 12). Undefined for a name
 * that follows no rule known here.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
 */
export function oldestTls(policy: string): number | undefined {
  const name = policy.replace('ELBSecurityPolicy-', '');
  const named = ['TLS13-1-', 'TLS-1-', 'FS-1-'].find((prefix) => name.startsWith(prefix));
  if (named !== undefined) {
    const minor = Number(name.charAt(named.length));
    return minor >= 0 && minor <= 3 ? 10 + minor : undefined;
  }
  // Before versions stood in the names: 2015, 2016 and the first with forward secrecy all begin at TLS 1.0.
  return /^(20(1[1-6])-\d\d|FS-2018-06)$/.test(name) ? 10 : undefined;
}

export function versionText(version: number): string {
  return `TLS ${Math.floor(version / 10)}.${version % 10}`;
}
