import {
  coverageOf,
  type ParsedLogFilter,
  parseLogFilter,
  type WantedEvents,
} from '../../../../core/log-filter/index.ts';
import type { Severity } from '../../../../core/severity.ts';
import { fail, pass, unknown, type Verdict } from '../../../../core/verdict.ts';
import {
  type AnyControl,
  defineControl,
  type FleetMember,
  type FleetView,
  type ViewOf,
} from '../../../../plugin-kit/define-control.ts';
import type { ConfigurationOf } from '../../../../plugin-kit/define-resource-type.ts';
import { cloudtrailTrailType } from '../../../providers/aws/resources/cloudtrail_trail/schema.ts';
import { cloudwatchAlarmType } from '../../../providers/aws/resources/cloudwatch_alarm/schema.ts';
import type { cloudwatchLogGroupType } from '../../../providers/aws/resources/cloudwatch_log_group/schema.ts';
import { iamAccountType } from '../../../providers/aws/resources/iam_account/schema.ts';
import { managementCalls, recordsAllRegions, type TrailConfiguration } from '../cloudtrail/trail-events.ts';
import { logGroups, snsTopics } from '../keyed-types.ts';

type Alarm = ConfigurationOf<typeof cloudwatchAlarmType>;
type Group = ConfigurationOf<typeof cloudwatchLogGroupType>;
type Filter = NonNullable<Group['MetricFilters']>[number];

type Views = {
  trails: FleetView<TrailConfiguration>;
  groups: ViewOf<typeof logGroups>;
  alarms: FleetView<Alarm>;
  topics: ViewOf<typeof snsTopics>;
};

/** Somebody must hear of these events: what such a control says, and which events they are. */
export type TrailAlarmSpec = {
  /** Last part of the id, and the name of the metric in the advice: `root-usage`. */
  what: string;
  title: string;
  severity: Severity;
  risk: string;
  /** The events in a few words: `changes of trails`. */
  events: string;
  wanted: readonly WantedEvents[];
  /** A pattern that covers them, for the advice. */
  pattern: string;
  equivalents: readonly string[];
};

/** What every event of CloudTrail has, whatever it holds. */
const inEveryEvent = {
  awsRegion: { anythingBut: [] },
  eventName: { anythingBut: [] },
  eventSource: { anythingBut: [] },
  eventType: { anythingBut: [] },
} as const;

/** A kind of event by what its fields hold. */
export function eventsWith(name: string, fields: WantedEvents['fields']): WantedEvents {
  return { name, fields: { ...inEveryEvent, ...fields } };
}

/** A kind of event per name, of one service. */
export function eventsNamed(source: string, names: readonly string[]): WantedEvents[] {
  return names.map((name) => eventsWith(name, { eventName: { is: [name] }, eventSource: { is: [source] } }));
}

/** `{ ($.eventSource = …) && (($.eventName = …) || …) }` */
export function patternFor(source: string, names: readonly string[]): string {
  const events = names.map((name) => `($.eventName = ${name})`).join(' || ');
  return `{ ($.eventSource = ${source}) && (${events}) }`;
}

/**
 * The whole chain must hold: a trail of all regions that is on and records management events → its log group →
 * metric filters that cover the events → an alarm on exactly that metric → a topic that somebody has confirmed.
 * Several filters may share the events among them.
 */
export function trailAlarmControl(spec: TrailAlarmSpec): AnyControl {
  const name = spec.what.replaceAll('-', '_');
  return defineControl({
    id: `aws-cloudwatch-${spec.what}-alarm`,
    version: 1,
    title: spec.title,
    severity: spec.severity,
    category: 'monitoring',
    risk: spec.risk,
    advice: {
      console:
        `CloudWatch → Log groups → the group of the trail → Metric filters → Create metric filter with the pattern ${spec.pattern}. ` +
        'Then select the filter → Create alarm: statistic Sum, threshold 1, and an SNS topic with a confirmed subscription.',
      cli:
        `aws logs put-metric-filter --log-group-name GROUP --filter-name ${spec.what} --filter-pattern '${spec.pattern}' --metric-transformations metricName=${spec.what},metricNamespace=Trail,metricValue=1 && ` +
        `aws cloudwatch put-metric-alarm --alarm-name ${spec.what} --namespace Trail --metric-name ${spec.what} --statistic Sum --period 300 --evaluation-periods 1 --threshold 1 --comparison-operator GreaterThanOrEqualToThreshold --alarm-actions TOPIC_ARN`,
      terraform:
        `resource "aws_cloudwatch_log_metric_filter" "${name}" {\n  name           = "${spec.what}"\n  log_group_name = aws_cloudwatch_log_group.trail.name\n  pattern        = <<-EOT\n    ${spec.pattern}\n  EOT\n  metric_transformation {\n    name      = "${spec.what}"\n    namespace = "Trail"\n    value     = "1"\n  }\n}\n\n` +
        `resource "aws_cloudwatch_metric_alarm" "${name}" {\n  alarm_name          = "${spec.what}"\n  namespace           = "Trail"\n  metric_name         = "${spec.what}"\n  statistic           = "Sum"\n  period              = 300\n  evaluation_periods  = 1\n  threshold           = 1\n  comparison_operator = "GreaterThanOrEqualToThreshold"\n  alarm_actions       = [aws_sns_topic.alerts.arn]\n}`,
      cloudformation:
        `Filter:\n  Type: AWS::Logs::MetricFilter\n  Properties:\n    LogGroupName: GROUP\n    FilterPattern: '${spec.pattern}'\n    MetricTransformations:\n      - { MetricName: ${spec.what}, MetricNamespace: Trail, MetricValue: '1' }\n` +
        `Alarm:\n  Type: AWS::CloudWatch::Alarm\n  Properties:\n    Namespace: Trail\n    MetricName: ${spec.what}\n    Statistic: Sum\n    Period: 300\n    EvaluationPeriods: 1\n    Threshold: 1\n    ComparisonOperator: GreaterThanOrEqualToThreshold\n    AlarmActions: [TOPIC_ARN]`,
    },
    references: [
      'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudwatch-alarms-for-cloudtrail.html',
      'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html',
    ],
    resource: iamAccountType,
    reads: {
      trails: cloudtrailTrailType,
      groups: logGroups,
      alarms: cloudwatchAlarmType,
      topics: snsTopics,
    },
    equivalents: spec.equivalents,
    evaluate: (_account, { accountId }, views) => judge(spec, accountId, views),
  });
}

function judge(spec: TrailAlarmSpec, accountId: string, views: Views): Verdict {
  const doubts = new Set<string>();
  const isFit = ({ configuration }: FleetMember<TrailConfiguration>) =>
    recordsAllRegions(configuration) && records(configuration, spec);
  const whole = views.trails.find(
    (trail) => isFit(trail) && chainHolds(spec, accountId, trail.configuration, views, doubts),
  );
  if (whole !== undefined)
    return pass(`Somebody is told of ${spec.events} that the trail ${whole.name} records.`);
  const [doubt] = doubts;
  if (doubt !== undefined) return unknown(doubt);
  const trail = views.trails.find(isFit);
  if (trail === undefined)
    return fail('No trail that is switched on records the management events of all regions.');
  return fail(whatIsMissing(spec, trail, views));
}

/** All management calls, of the services that the wanted events come from at least. */
function records(trail: TrailConfiguration, spec: TrailAlarmSpec): boolean {
  const calls = managementCalls(trail);
  if (!calls.reads || !calls.writes) return false;
  return !spec.wanted.some(({ fields }) => {
    const source = fields.eventSource;
    return source !== undefined && 'is' in source && source.is.some((one) => calls.without.includes(one));
  });
}

const accountOf = (arn: string): string => arn.split(':')[4] ?? '';
const metricKey = (namespace: string | undefined, metric: string | undefined): string =>
  `${namespace ?? ''} ${metric ?? ''}`;

/** Patterns by their text: fifteen controls look at the same ones, one after the other. */
const readPatterns = new Map<string, ParsedLogFilter>();
const mostPatterns = 1000;

function readPattern(text: string): ParsedLogFilter {
  const known = readPatterns.get(text);
  if (known !== undefined) return known;
  if (readPatterns.size >= mostPatterns) readPatterns.clear();
  const parsed = parseLogFilter(text);
  readPatterns.set(text, parsed);
  return parsed;
}

/** Which of the wanted events the filters of a group count in which metric, one bit per event. */
type Counted = { byMetric: Map<string, number>; certain: number; possible: number; unclear: string[] };

function countedEvents(filters: readonly Filter[], wanted: readonly WantedEvents[]): Counted {
  const counted: Counted = { byMetric: new Map(), certain: 0, possible: 0, unclear: [] };
  for (const filter of filters) {
    // Criteria on account or region narrow a filter whatever its pattern says.
    if ((filter.FieldSelectionCriteria ?? '') !== '') continue;
    const parsed = readPattern(filter.FilterPattern ?? '');
    let certain = 0;
    let possible = 0;
    for (const [index, events] of wanted.entries()) {
      const coverage = coverageOf(parsed, events);
      if (coverage === 'yes') certain |= 1 << index;
      if (coverage !== 'no') possible |= 1 << index;
    }
    counted.certain |= certain;
    counted.possible |= possible;
    if (possible !== certain) counted.unclear.push(filter.FilterName ?? '');
    for (const metric of filter.MetricTransformations ?? []) {
      // What counts nothing, or a number out of the event, raises no alarm for sure.
      if (certain === 0 || !(Number(metric.MetricValue) > 0)) continue;
      // With dimensions there is a metric per value, and none for all events.
      if ((metric.Dimensions ?? []).length > 0) continue;
      const key = metricKey(metric.MetricNamespace, metric.MetricName);
      counted.byMetric.set(key, (counted.byMetric.get(key) ?? 0) | certain);
    }
  }
  return counted;
}

function groupOf(arn: string, views: Views): FleetMember<Group> | undefined {
  return views.groups.by('Arn', arn)[0];
}

function chainHolds(
  spec: TrailAlarmSpec,
  accountId: string,
  trail: TrailConfiguration,
  views: Views,
  doubts: Set<string>,
): boolean {
  const arn = trail.CloudWatchLogsLogGroupArn;
  if (arn === undefined) return false;
  if (accountOf(arn) !== accountId) {
    doubts.add(
      `The trail ${trail.TrailName ?? ''} writes to a log group of the account ${accountOf(arn)}, which is not seen here.`,
    );
    return false;
  }
  const group = groupOf(arn, views);
  if (group === undefined) return false;
  const counted = countedEvents(group.configuration.MetricFilters ?? [], spec.wanted);
  const all = (1 << spec.wanted.length) - 1;
  if (counted.certain !== all) {
    if (counted.possible === all)
      doubts.add(
        `Whether the metric filter ${counted.unclear[0] ?? ''} matches ${spec.events} cannot be told from its pattern.`,
      );
    return false;
  }
  let heard = 0;
  const last = views.alarms.find(
    ({ configuration }) => {
      const events = counted.byMetric.get(metricKey(configuration.Namespace, configuration.MetricName)) ?? 0;
      if (events === 0 || silence(configuration, accountId, views, doubts) !== undefined) return false;
      heard |= events;
      return heard === all;
    },
    { region: group.region },
  );
  return last !== undefined;
}

/** Why nobody hears the alarm; undefined when somebody does. */
function silence(alarm: Alarm, accountId: string, views: Views, doubts: Set<string>): string | undefined {
  if (alarm.ActionsEnabled === false) return 'its actions are switched off';
  // The metrics that count here have no dimensions: an alarm that asks for some watches another metric.
  if ((alarm.Dimensions ?? []).length > 0) return 'it watches a metric with dimensions';
  const topics = (alarm.AlarmActions ?? []).filter((arn) => arn.split(':')[2] === 'sns');
  if (topics.length === 0) return 'it has no action to an SNS topic';
  for (const arn of topics) {
    const [topic] = views.topics.by('TopicArn', arn);
    if (topic?.configuration.Subscription?.some(({ Confirmed }) => Confirmed === true)) return undefined;
    if (accountOf(arn) !== accountId)
      doubts.add(
        `The alarm ${alarm.AlarmName ?? ''} tells a topic of the account ${accountOf(arn)}, whose subscriptions are not seen here.`,
      );
  }
  return 'its topic has no confirmed subscription';
}

function whatIsMissing(spec: TrailAlarmSpec, trail: FleetMember<TrailConfiguration>, views: Views): string {
  const arn = trail.configuration.CloudWatchLogsLogGroupArn;
  if (arn === undefined) return `The trail ${trail.name} does not send its events to CloudWatch Logs.`;
  const group = groupOf(arn, views);
  if (group === undefined) return `The log group that the trail ${trail.name} names does not exist.`;
  const counted = countedEvents(group.configuration.MetricFilters ?? [], spec.wanted);
  const missing = spec.wanted.filter((_, index) => (counted.certain & (1 << index)) === 0);
  if (missing.length > 0) {
    const names = missing.slice(0, 4).map(({ name }) => name);
    const more = missing.length > names.length ? ` and ${missing.length - names.length} more` : '';
    return `No metric filter of the log group ${group.name} matches every event of: ${names.join(', ')}${more}.`;
  }
  const alarm = views.alarms.find(
    ({ configuration }) => counted.byMetric.has(metricKey(configuration.Namespace, configuration.MetricName)),
    { region: group.region },
  );
  const [metric] = counted.byMetric.keys();
  if (alarm === undefined)
    return `No alarm in ${group.region} watches the metric ${metric?.replace(' ', '/') ?? 'of the filter'}.`;
  const why = silence(alarm.configuration, accountOf(arn), views, new Set());
  return why === undefined
    ? `Only some of the metrics that count ${spec.events} have an alarm.`
    : `The alarm ${alarm.name} tells nobody: ${why}.`;
}
