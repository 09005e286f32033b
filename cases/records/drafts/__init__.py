"""What somebody has typed into a form and not saved yet: kept on the server, given back on any computer.

``opened``: a form as it stands on a page, with what was typed into it before. ``actions``: the writers. ``listed``:
where there is something to go on with. ``views``: the doors that the script and the button "Save draft" knock at.
"""
