"""Run by the system's own Python inside a D-Bus session: what evolution-data-server has of each calendar.

Arguments: the calendars' names, as sources of these names are configured. Each is refreshed; then every
event is printed as a line of JSON: name, start, whether all day, end, summary, status.
"""

import json
import sys
import time

import gi

gi.require_version("EDataServer", "1.2")
gi.require_version("ECal", "2.0")
gi.require_version("ICalGLib", "3.0")
from gi.repository import ECal, EDataServer, ICalGLib  # noqa: E402 - after require_version

AT_ONCE = 0xFFFFFFFF  # without waiting for the backend to say that it is connected
SETTLED = 3.0  # seconds without a change, after which a refresh counts as done


def listed(client):
    """Every event as the client's database has it."""
    _, found = client.get_object_list_sync("#t", None)
    return sorted(_event(component) for component in found)


def _event(component):
    start, end = component.get_dtstart(), component.get_dtend()
    status = component.get_status() == ICalGLib.PropertyStatus.CANCELLED
    return [_moment(start), bool(start.is_date()), _moment(end), component.get_summary(), status]


def _moment(of):
    zone = ICalGLib.Timezone.get_builtin_timezone("Asia/Shanghai")
    own = of.get_timezone()
    if own is not None and not of.is_date():
        of = of.convert_to_zone(zone)
    return of.as_ical_string()


def settled(client):
    """What is there once nothing has changed for a while."""
    client.refresh_sync(None)
    seen, since = listed(client), time.monotonic()
    while time.monotonic() - since < SETTLED:
        time.sleep(0.2)
        now = listed(client)
        if now != seen:
            seen, since = now, time.monotonic()
    return seen


def main():
    """Print the events of each calendar."""
    registry = EDataServer.SourceRegistry.new_sync(None)
    for name in sys.argv[1:]:
        source = registry.ref_source(name)
        client = ECal.Client.connect_sync(source, ECal.ClientSourceType.EVENTS, AT_ONCE, None)
        for event in settled(client):
            print(json.dumps([name, *event], ensure_ascii=False))


if __name__ == "__main__":
    main()
