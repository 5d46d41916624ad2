"""Starts moto's server for an account in which only three regions are enabled, so that a scan stays short."""

import sys

from moto.ec2.models.availability_zones_and_regions import RegionsAndZonesBackend
from moto.server import main

ENABLED = ("eu-central-1", "eu-west-1", "us-east-1")

RegionsAndZonesBackend.regions = [
    region for region in RegionsAndZonesBackend.regions if region.name in ENABLED
]
main(sys.argv[1:])
