import type { LaunchConfiguration } from '@aws-sdk/client-auto-scaling';
import type * as ec2 from '@aws-sdk/client-ec2';
import type { InstanceInformation, ResourceComplianceSummaryItem } from '@aws-sdk/client-ssm';
import { createTable, type Table } from './table.ts';

/** A template with all its versions, which have calls of their own. */
export interface StoredLaunchTemplate extends ec2.LaunchTemplate {
  versions: ec2.LaunchTemplateVersion[];
}
export interface StoredEndpointService extends ec2.ServiceConfiguration {
  principals: string[];
}
/** EC2 calls the tags of interfaces `TagSet`, which the filters of the other lists do not know. */
export interface StoredInterface extends ec2.NetworkInterface {
  Tags?: ec2.Tag[];
}
export interface StoredNode extends InstanceInformation {
  compliance: ResourceComplianceSummaryItem[];
}

/** What connects and starts the machines of a region. */
export interface ConnectionTables {
  networkInterfaces: Table<StoredInterface>;
  launchTemplates: Table<StoredLaunchTemplate>;
  launchConfigurations: Table<LaunchConfiguration>;
  vpcEndpoints: Table<ec2.VpcEndpoint>;
  endpointServices: Table<StoredEndpointService>;
  peeringConnections: Table<ec2.VpcPeeringConnection>;
  managedNodes: Table<StoredNode>;
  transitGateways: Table<ec2.TransitGateway>;
  clientVpnEndpoints: Table<ec2.ClientVpnEndpoint>;
  vpnConnections: Table<ec2.VpnConnection>;
}

export function createConnectionTables(): ConnectionTables {
  return {
    networkInterfaces: createTable((one) => one.NetworkInterfaceId ?? ''),
    launchTemplates: createTable((one) => one.LaunchTemplateId ?? ''),
    launchConfigurations: createTable((one) => one.LaunchConfigurationName ?? ''),
    vpcEndpoints: createTable((one) => one.VpcEndpointId ?? ''),
    endpointServices: createTable((one) => one.ServiceId ?? ''),
    peeringConnections: createTable((one) => one.VpcPeeringConnectionId ?? ''),
    managedNodes: createTable((one) => one.InstanceId ?? ''),
    transitGateways: createTable((one) => one.TransitGatewayId ?? ''),
    clientVpnEndpoints: createTable((one) => one.ClientVpnEndpointId ?? ''),
    vpnConnections: createTable((one) => one.VpnConnectionId ?? ''),
  };
}
