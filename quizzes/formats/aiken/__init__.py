"""Aiken: one question a line, lettered choices, the letter of the right one. docs.moodle.org/en/Aiken_format"""
