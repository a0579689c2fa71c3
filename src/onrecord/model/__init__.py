"""What things are: the nouns of onrecord as frozen values.

Standard library only; every other package imports this one and it imports none of them.
The flow of the values through the program (see ``onrecord.pipeline``)::

    files --load--> Dossier --read--> Readings --measure--> Figures --check--> Outcomes, Findings
"""
