import { defineControl } from '../../../../../plugin-kit/define-control.ts';
import { dynamodbTableType } from '../../../../providers/aws/resources/dynamodb_table/schema.ts';
import { notOutsideVerdict } from '../../public-policy.ts';

export const control = defineControl({
  id: 'aws-dynamodb-table-not-shared-outside',
  version: 1,
  title: 'DynamoDB table lets in nobody outside the account',
  severity: 'high',
  category: 'data-protection',
  risk: 'A resource policy opens a table to other accounts without any role in between, and what they do with the data is out of your sight.',
  advice: {
    console:
      'DynamoDB → Tables → the table → Permissions → Resource-based policy → Edit: remove foreign accounts.',
    cli: 'aws dynamodb put-resource-policy --resource-arn ARN --policy file://policy.json',
    terraform: 'Remove the foreign account from the principals of the aws_dynamodb_resource_policy document.',
    cloudformation: "Remove the foreign account from the principals of the table's ResourcePolicy.",
  },
  references: [
    'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/access-control-resource-based.html',
  ],
  resource: dynamodbTableType,
  equivalents: ['prowler:dynamodb_table_cross_account_access'],
  evaluate: (table, subject) =>
    notOutsideVerdict(table.ResourcePolicy?.PolicyDocument, subject.accountId, 'table', 'ResourcePolicy'),
});
