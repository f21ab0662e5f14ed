"""Moodle XML: questions with pictures and tags. docs.moodle.org/en/Moodle_XML_format"""
