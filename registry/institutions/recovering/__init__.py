"""The way back for somebody who lost password, device and codes: two administrators, or whoever runs the machine."""
