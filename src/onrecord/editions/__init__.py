"""Editions as they are kept: what was published, in one signed file, and what changed since the one before.

    merkle      the tree hash of RFC 6962 over an edition's items
    signing     ed25519 signatures that ``ssh-keygen -Y`` reads and writes
    record      Edition, inputs, files -> the values of edition.json
    store       the folder ``editions`` of a dossier, and the chain of its editions
    verifying   edition.json, signature and files -> what is wrong with them
    differences two records -> what changed
    reasons     the file in which the editors class each change and say why

Imports the model and ``onrecord.durable``.
"""
