"""The printed edition: one HTML book and its PDF, slides for a projector, and apart from them the answers.

All of it is made from the stored notebooks, their cell ids and their outputs; nothing is run again and nothing is typed anew. The
arrow: :mod:`lessons` reads notebooks, :mod:`text` and :mod:`outputs` turn cells into HTML, :mod:`edition`, :mod:`answers` and
:mod:`slides` put pages together, :mod:`printing` hands the book to a browser, :mod:`command` writes the files.
"""
