"""Files of questions, in and out: GIFT, Moodle XML, Aiken.

Reading is pure and total: any bytes give a report of entries and refusals, in linear time and within limits; nothing is saved here.
Writing is checked by reading: what does not come back as it was is said to be left out. `registry.FORMATS` lists the formats.
"""
