import { awsError } from '../protocols/errors.ts';
import { tagList } from '../world/site.ts';
import type { Table } from '../world/table.ts';
import { pageOf } from './paging.ts';
import type { Operations } from './service.ts';

function balancerPage<T>(
  source: Table<T> | readonly T[],
  input: { Marker?: string | undefined; PageSize?: number | undefined },
) {
  const { items, next } = pageOf(source, {
    token: input.Marker,
    max: input.PageSize,
    usual: 400,
    largest: 400,
    invalidToken: () => awsError('ValidationError', 400, 'Invalid marker'),
  });
  return { items, marker: next === undefined ? {} : { NextMarker: next } };
}

function missing(what: string) {
  return awsError('LoadBalancerNotFound', 400, `One or more load balancers not found: ${what}`);
}

export const loadBalancingOperations: Operations<typeof import('@aws-sdk/client-elastic-load-balancing-v2')> =
  {
    DescribeLoadBalancers: (input, call) => {
      const table = call.world.region(call.region).loadBalancers;
      const byArn = input.LoadBalancerArns?.map((arn) => {
        const found = table.get(arn);
        if (!found) throw missing(`'[${arn}]'`);
        return found;
      });
      const names = input.Names;
      const byName = names && table.all().filter((one) => names.includes(one.LoadBalancerName ?? ''));
      if (byName && byName.length < (names?.length ?? 0)) throw missing(`'[${names?.join(', ')}]'`);
      const { items, marker } = balancerPage(byArn ?? byName ?? table, input);
      return { LoadBalancers: items, ...marker };
    },

    DescribeLoadBalancerAttributes: (input, call) => {
      const found = call.world.region(call.region).loadBalancers.get(input.LoadBalancerArn ?? '');
      if (!found) throw missing(`'[${input.LoadBalancerArn}]'`);
      return { Attributes: found.attributes };
    },

    ModifyLoadBalancerAttributes: (input, call) => {
      const { loadBalancers } = call.world.region(call.region);
      const found = loadBalancers.get(input.LoadBalancerArn ?? '');
      if (!found) throw missing(`'[${input.LoadBalancerArn}]'`);
      for (const { Key, Value } of input.Attributes ?? []) {
        const isKnown =
          Key === 'deletion_protection.enabled' || found.attributes.some((one) => one.Key === Key);
        const isHttp = Key?.startsWith('routing.http.') === true;
        if (isHttp && found.Type !== 'application') {
          throw awsError(
            'InvalidConfigurationRequest',
            400,
            `Load balancer attribute key '${Key}' is not supported on load balancers with type '${found.Type}'`,
          );
        }
        if (!isKnown && !isHttp && Key !== 'load_balancing.cross_zone.enabled') {
          throw awsError(
            'InvalidConfigurationRequest',
            400,
            `Load balancer attribute key '${Key}' is not recognized`,
          );
        }
        const at = found.attributes.findIndex((one) => one.Key === Key);
        if (at >= 0) found.attributes = found.attributes.with(at, { Key, Value });
        else found.attributes = [...found.attributes, { Key, Value }];
      }
      loadBalancers.put(found);
      return { Attributes: found.attributes };
    },

    DescribeListeners: (input, call) => {
      const all = call.world.region(call.region).listeners.all();
      const wanted = input.ListenerArns;
      const { items, marker } = balancerPage(
        all.filter((one) =>
          wanted ? wanted.includes(one.ListenerArn ?? '') : one.LoadBalancerArn === input.LoadBalancerArn,
        ),
        input,
      );
      return { Listeners: items, ...marker };
    },

    DescribeRules: (input, call) => {
      const listener = call.world.region(call.region).listeners.get(input.ListenerArn ?? '');
      if (!listener) throw awsError('ListenerNotFound', 400, `One or more listeners not found`);
      const RuleArn = `${input.ListenerArn?.replace(':listener/', ':listener-rule/')}/default`;
      return {
        Rules: [
          { RuleArn, Priority: 'default', IsDefault: true, Conditions: [], Actions: listener.DefaultActions },
        ],
      };
    },

    DescribeTags: (input, call) => {
      const arns = input.ResourceArns ?? [];
      if (arns.length > 20)
        throw awsError('ValidationError', 400, 'Up to 20 resources can be described at once');
      const table = call.world.region(call.region).loadBalancers;
      return {
        TagDescriptions: arns.map((ResourceArn) => {
          const found = table.get(ResourceArn);
          if (!found) throw missing(`'[${ResourceArn}]'`);
          return { ResourceArn, Tags: tagList(found.tags) };
        }),
      };
    },
  };

export const classicLoadBalancingOperations: Operations<
  typeof import('@aws-sdk/client-elastic-load-balancing')
> = {
  DescribeLoadBalancers: (input, call) => {
    const table = call.world.region(call.region).classicLoadBalancers;
    const named = input.LoadBalancerNames?.map((name) => {
      const found = table.get(name);
      if (!found)
        throw awsError('LoadBalancerNotFound', 400, `There is no ACTIVE Load Balancer named '${name}'`);
      return found;
    });
    const { items, marker } = balancerPage(named ?? table, input);
    return { LoadBalancerDescriptions: items, ...marker };
  },

  DescribeLoadBalancerAttributes: (input, call) => {
    const found = call.world.region(call.region).classicLoadBalancers.get(input.LoadBalancerName ?? '');
    if (!found) {
      throw awsError(
        'LoadBalancerNotFound',
        400,
        `There is no ACTIVE Load Balancer named '${input.LoadBalancerName}'`,
      );
    }
    return { LoadBalancerAttributes: found.attributes };
  },

  DescribeLoadBalancerPolicies: (input, call) => {
    const table = call.world.region(call.region).classicLoadBalancers;
    if (!table.get(input.LoadBalancerName ?? '')) {
      throw awsError(
        'LoadBalancerNotFound',
        400,
        `There is no ACTIVE Load Balancer named '${input.LoadBalancerName}'`,
      );
    }
    return { PolicyDescriptions: [] };
  },

  DescribeTags: (input, call) => {
    const table = call.world.region(call.region).classicLoadBalancers;
    return {
      TagDescriptions: (input.LoadBalancerNames ?? []).map((LoadBalancerName) => {
        const found = table.get(LoadBalancerName);
        if (!found) {
          throw awsError(
            'LoadBalancerNotFound',
            400,
            `There is no ACTIVE Load Balancer named '${LoadBalancerName}'`,
          );
        }
        return { LoadBalancerName, Tags: tagList(found.tags) };
      }),
    };
  },
};
