"""GIFT: questions as plain text. docs.moodle.org/en/GIFT_format"""
