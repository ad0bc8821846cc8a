"""Say what is not shown, and what no figure of docs/safety.md helps against."""

from __future__ import annotations

NOT_SHOWN = """What is not shown yet:

- Passkeys are tested by a software authenticator and by the virtual one of a browser, with no security key at hand; the
  commands take the digits of a phone, or a token that a passkey has given.
- Power cuts are simulated below SQLite, by a file system that forgets what was not synced; PostgreSQL's own are not."""

LIMITS = """
## Limits

No software on this machine helps against:

- **A coerced operator.** Who is made to give the passphrase, with the disk there, opens everybody who is not erased.
  `safeconduct vault destroy` before that leaves nothing to open, if no copy of the keys was missed.
- **A running machine's memory.** While keyd runs, its memory holds the keys; who is root, or owns the processor or
  the hypervisor, can read them, and Python cannot wipe what it has copied. Switch the machine off; one that sleeps is
  not off.
- **The phone's own system**, of the person and of the operator: what it shows, keeps, photographs and copies into a
  cloud.
- **The mobile operator**: it reads and keeps every SMS, sees who was written to, when and where the phone is, and can
  be made to tell.
- **Worn flash and filesystems that copy on write**: "overwritten" and "synced" are what the system was told. Keep
  `cases.keys` on a disk that is encrypted as a whole, too.

And this design does not close:

- **The device's key lies beside the database**: who takes both can make its log anew. Anchors that are kept elsewhere
  show it; nothing else does.
- **Rows of `outbox` and `request` are not sealed**: an edit there is not found. What waits to leave can be held back
  or sent twice by who has the file.
- **The secrets of the operators' phones** (`operators.json`) lie in clear beside the database: who has taken the disk
  can act as anybody who has joined there, in a copy. They open no identity. After a seizure, close the device on
  another one, end its operators and invite anew.
  `sessions.json` holds digests alone.
- **Who has the disk, without the passphrase, learns** how many parties there are, of what size and needs, roughly
  where, who registered them and when, the ids of cases and operators, and what was ordered: pseudonymous is not
  anonymous. A party with a rare need at a rare place may be recognised.
- **Words that people type** ("why" of an order) go on record as they are: a name typed there is on the disk, and
  stays.
- **Tables that organisations hand over** are theirs, and in clear: destroy them once they are registered.
- **Two people who agree, or one who was invited under two names**, pass every rule for two.
- **Who acted is what the service said**: who has taken over the service on a device writes the id of any operator who
  has joined there into its record, and so two of them for a mass warning, unless the operation was begun with
  `--own-keys`. An export of identities they cannot make. Both take the approvers' own keys, which no service has.
- **Copies that nobody listed** of `cases.keys` or of the whole disk open, with the passphrase, whom they held. A disk
  that is put back as a whole takes the ledger and the quota back with it; note its head elsewhere.
- **Newest events that were cut off** are seen by an anchor alone, and what was recorded since the last whole backup
  goes with a disk.
- **No STOP arrives where no device is heard**: devices apart agree once they have heard each other, and not before.
"""
